using Blog.Data.Posts;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Tests.Data;
using Blog.Tests.Processes;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Git;

/// <summary>
/// Both sides change at random, and the synchronization is stopped at random between its steps: in the end both sides are equal, and no
/// text is lost.
/// </summary>
public sealed class InterleavingTests
{
    private const int Lines = 9;

    private const int Acts = 14;

    [Fact]
    public async Task Whatever_happens_on_both_sides_they_end_equal_and_nothing_is_lost()
    {
        for (var seed = 1; seed <= Deep.Count(6, 200); seed++)
        {
            await using var play = await Play.OpenAsync(seed);
            for (var act = 0; act < Acts; act++)
            {
                await play.ActAsync();
            }

            await play.SettleAsync();
            await play.CheckAsync();
        }
    }

    private sealed class Play : IAsyncDisposable
    {
        private readonly int _seed;
        private readonly Random _random;
        private readonly List<string> _writtenHere = [];
        private readonly List<string> _writtenThere = [];

        /// <summary>By title and paragraph: who has changed it, and the last word there.</summary>
        private readonly Dictionary<(string Title, int Paragraph), (bool Here, bool There, string Word)> _paragraphs = [];

        /// <summary>Titles of posts of which a whole text was chosen, or which one side deleted.</summary>
        private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
        private GitFixture _git = null!;
        private SyncStep? _stopAt;
        private bool _isMeddling;
        private int _number;

        private Play(int seed) => (_seed, _random) = (seed, new Random(seed));

        public static async Task<Play> OpenAsync(int seed)
        {
            var play = new Play(seed);
            play._git = await GitFixture.OpenAsync(options: options => options with { Reached = play.Reach });
            for (var number = 0; number < 3; number++)
            {
                await play.NewHereAsync();
            }

            await play._git.SyncAsync();
            return play;
        }

        public ValueTask DisposeAsync() => _git.DisposeAsync();

        public Task ActAsync() =>
            _random.Next(12) switch
            {
                0 => NewHereAsync(),
                1 => NewThereAsync(),
                2 or 3 or 4 => EditHereAsync(),
                5 or 6 or 7 => EditThereAsync(),
                8 => RenameThereAsync(),
                9 => DeleteAsync(),
                _ => SyncAsync(),
            };

        /// <summary>Synchronizes until nothing changes any more, deciding what waits.</summary>
        public async Task SettleAsync()
        {
            for (var round = 0; round < 10; round++)
            {
                var outcome = await _git.SyncAsync();
                var waiting = await WaitingAsync();
                if (outcome is { Taken: 0, Pushed: 0 } && waiting.Count == 0)
                {
                    return;
                }

                foreach (var id in waiting)
                {
                    await DecideAsync(id);
                }
            }

            Assert.Fail($"seed {_seed}: the two sides never agree");
        }

        public async Task CheckAsync()
        {
            var files = _git.Files().Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToArray();
            var texts = new List<string>();
            await _git.Host.WithDbAsync(async db =>
            {
                var posts = await db.Posts.AsNoTracking().Where(post => post.State == PostState.Published).ToListAsync();
                Assert.True(posts.Count == files.Length, $"seed {_seed}: {posts.Count} posts, {files.Length} files");
                foreach (var post in posts)
                {
                    var row = await db.GitFiles.AsNoTracking().SingleAsync(file => file.PostId == post.Id);
                    var file = _git.Read(row.Path);
                    Assert.True(file.Contains(post.Markdown.Trim(), StringComparison.Ordinal), $"seed {_seed}: {row.Path} is not its post");
                    foreach (var ((_, at), (here, there, word)) in _paragraphs.Where(one => one.Key.Title == post.Title))
                    {
                        Assert.True(
                            (here && there) || _chosen.Contains(post.Title) || post.Markdown.Contains(word, StringComparison.Ordinal),
                            $"seed {_seed}: {word}, paragraph {at} of {post.Title}, was written over"
                        );
                    }

                    Assert.True(
                        file.Contains("title: " + post.Title, StringComparison.Ordinal),
                        $"seed {_seed}: {row.Path} has another title"
                    );
                }

                texts = await db.Revisions.Select(revision => revision.Markdown).ToListAsync();
                texts.AddRange(await db.Posts.Select(post => post.Markdown).ToListAsync());
            });
            var history = _git.Run(_git.Bare, "log", "-p", "--no-renames", "main");
            Assert.All(
                _writtenHere,
                word => Assert.True(texts.Exists(text => text.Contains(word, StringComparison.Ordinal)), $"seed {_seed}: {word} is lost")
            );
            Assert.All(
                _writtenThere,
                word => Assert.True(history.Contains(word, StringComparison.Ordinal), $"seed {_seed}: {word} is lost")
            );
            var empty = _git.Run(_git.Bare, "log", "--format=%T %P", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(
                empty.Where(line => line.Split(' ')[1].Length > 0),
                line => Assert.NotEqual(line.Split(' ')[0], _git.Run(_git.Bare, "rev-parse", line.Split(' ')[1] + "^{tree}").Trim())
            );
        }

        /// <summary>Somebody writes while a run goes on, or it is stopped.</summary>
        private void Reach(SyncStep step)
        {
            if (_isMeddling && _random.Next(4) == 0)
            {
                (_random.Next(2) == 0 ? EditHereAsync() : EditThereAsync()).GetAwaiter().GetResult();
            }

            if (step == _stopAt)
            {
                throw new InvalidOperationException("killed after " + step);
            }
        }

        private async Task SyncAsync()
        {
            _stopAt = _random.Next(3) > 0 ? (SyncStep)_random.Next(6) : null;
            _isMeddling = true;
            await _git.Sync.RunAsync(onlyPull: _random.Next(4) == 0, CancellationToken.None);
            (_stopAt, _isMeddling) = (null, false);
            foreach (var id in await WaitingAsync())
            {
                if (_random.Next(2) == 0)
                {
                    await DecideAsync(id);
                }
            }
        }

        private async Task NewHereAsync()
        {
            var word = Word(_writtenHere);
            await _git.Host.WriteAsync(DataHost.Request(word, Text(word)) with { Address = "/" + word });
        }

        private Task NewThereAsync()
        {
            var word = Word(_writtenThere);
            _git.Push(new Dictionary<string, string?> { [$"source/_posts/{word}.md"] = GitFixture.TextOf(word, Text(word)) });
            return Task.CompletedTask;
        }

        private async Task EditHereAsync()
        {
            Post? post = null;
            await _git.Host.WithDbAsync(async db =>
            {
                var posts = await db
                    .Posts.AsNoTracking()
                    .Where(one => one.State == PostState.Published)
                    .OrderBy(one => one.Id)
                    .ToListAsync();
                post = posts.Count == 0 ? null : posts[_random.Next(posts.Count)];
            });
            if (post is not null)
            {
                var text = Edit(post.Title, post.Markdown, isHere: true);
                await _git.ReviseAsync(post.Title, request => request with { Content = request.Content with { Markdown = text } });
            }
        }

        private Task EditThereAsync()
        {
            if (AnyFile() is { } path)
            {
                var parts = _git.Read(path).Split("---\n", 3);
                _git.Push(
                    new Dictionary<string, string?> { [path] = $"---\n{parts[1]}---\n{Edit(TitleOf(parts[1]), parts[2], isHere: false)}" }
                );
            }

            return Task.CompletedTask;
        }

        private Task RenameThereAsync()
        {
            if (AnyFile() is { } path)
            {
                _git.Push(new Dictionary<string, string?> { [path] = null, [$"source/_posts/moved{_number++}.md"] = _git.Read(path) });
            }

            return Task.CompletedTask;
        }

        private async Task DeleteAsync()
        {
            if (_random.Next(2) == 0 && AnyFile() is { } path)
            {
                _chosen.Add(TitleOf(_git.Read(path)));
                _git.Push(new Dictionary<string, string?> { [path] = null });
                return;
            }

            var titles = new List<string>();
            await _git.Host.WithDbAsync(async db =>
                titles = await db
                    .Posts.Where(one => one.State == PostState.Published)
                    .OrderBy(one => one.Id)
                    .Select(one => one.Title)
                    .ToListAsync()
            );
            if (titles.Count > 0)
            {
                await _git.ChangeAsync(titles[_random.Next(titles.Count)], post => post.Discard());
            }
        }

        private async Task<List<int>> WaitingAsync()
        {
            var ids = new List<int>();
            await _git.Host.WithDbAsync(async db =>
                ids = await db.GitFiles.Where(file => file.Theirs != null).Select(file => file.Id).ToListAsync()
            );
            return ids;
        }

        private async Task<bool> DecideAsync(int id)
        {
            var isOurs = _random.Next(2) == 0;
            await _git.Host.WithDbAsync(async db =>
            {
                var file = await db.GitFiles.AsNoTracking().SingleAsync(one => one.Id == id);
                _chosen.UnionWith(await db.Posts.Where(post => post.Id == file.PostId).Select(post => post.Title).ToListAsync());
            });
            return await _git.Host.WithAsync<GitChanges, bool>(changes =>
                changes.DecideAsync(
                    id,
                    file =>
                    {
                        if (isOurs)
                        {
                            file.KeepOurs();
                        }
                        else
                        {
                            file.TakeTheirs();
                        }
                    },
                    CancellationToken.None
                )
            );
        }

        private string? AnyFile()
        {
            if (!Directory.EnumerateFileSystemEntries(Path.Combine(_git.Bare, "refs", "heads")).Any())
            {
                return null;
            }

            var files = _git.Files().Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToArray();
            return files.Length == 0 ? null : files[_random.Next(files.Length)];
        }

        private string Word(List<string> written)
        {
            var word = $"w{_seed}x{_number++}";
            written.Add(word);
            return word;
        }

        private static string Text(string word) => string.Join("\n\n", Enumerable.Range(1, Lines).Select(line => $"{word} 的第 {line} 段"));

        private string Edit(string title, string text, bool isHere)
        {
            var paragraphs = text.Split("\n\n");
            var lead = isHere ? 0 : paragraphs.Length - Lines; // the file has a blank line first
            var at = _random.Next(Lines);
            var word = Word(isHere ? _writtenHere : _writtenThere);
            paragraphs[lead + at] = (lead + at == 0 && text.StartsWith('\n') ? "\n" : "") + "改成 " + word;
            var known = _paragraphs.GetValueOrDefault((title, at));
            _paragraphs[(title, at)] = (known.Here || isHere, known.There || !isHere, word);
            return string.Join("\n\n", paragraphs);
        }

        private static string TitleOf(string fields) =>
            fields.Split('\n').First(line => line.StartsWith("title: ", StringComparison.Ordinal))["title: ".Length..];
    }
}
