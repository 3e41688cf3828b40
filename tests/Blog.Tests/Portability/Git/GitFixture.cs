using System.Diagnostics;
using System.Text;
using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Git;

/// <summary>A blog, a bare repository on the disk that stands for the server, and the author's own clone of it.</summary>
internal sealed class GitFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private GitFixture(Func<GitOptions, GitOptions>? options) =>
        Host = new DataHost(
            _folder.File("data"),
            services =>
                services
                    .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
                    .AddSingleton(options?.Invoke(Folders) ?? Folders)
                    .AddSingleton<MarkdownImport>()
                    .AddSingleton<ConnectionStore>()
                    .AddSingleton<GitSync>()
                    .AddScoped<GitChanges>()
                    .AddScoped<ConflictReader>()
        );

    private static GitOptions Folders { get; } = new() { AllowsFolders = true };

    public DataHost Host { get; }

    public GitSync Sync => Host.Get<GitSync>();

    /// <summary>The server's repository.</summary>
    public string Bare => _folder.File("server.git");

    /// <summary>The author's clone.</summary>
    public string Work => _folder.File("work");

    /// <summary>A blog that is connected to an empty repository, or to one with files.</summary>
    /// <param name="files">Texts by path.</param>
    public static async Task<GitFixture> OpenAsync(
        Dictionary<string, string?>? files = null,
        bool isConfirmed = true,
        Func<GitChoices, GitChoices>? with = null,
        Func<GitOptions, GitOptions>? options = null
    )
    {
        var fixture = new GitFixture(options);
        await fixture.Host.StartAsync();
        fixture.Run(fixture._folder.Path, "init", "-q", "--bare", "-b", "main", fixture.Bare);
        fixture.Run(fixture._folder.Path, "clone", "-q", fixture.Bare, fixture.Work);
        fixture.Run(fixture.Work, "checkout", "-q", "-b", "main");
        if (files is not null)
        {
            fixture.Push(files);
        }

        await fixture.ConnectAsync(isConfirmed, with);
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        _folder.Dispose();
    }

    public Task ConnectAsync(bool isConfirmed, Func<GitChoices, GitChoices>? with = null)
    {
        var choices = new GitChoices(Bare, "main", "", "author@example.org", WithDrafts: false, 5);
        return Host.WithDbAsync(db =>
            db.WriteAsync(
                () =>
                {
                    var connection = db.GitConnections.Add(new GitConnection(with?.Invoke(choices) ?? choices)).Entity;
                    if (isConfirmed)
                    {
                        connection.Agree();
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
        );
    }

    /// <summary>Runs a synchronization that has to succeed.</summary>
    public async Task<SyncOutcome> SyncAsync()
    {
        var outcome = await Sync.RunAsync(onlyPull: false, CancellationToken.None);
        Assert.True(outcome.State == SyncState.Done, $"{outcome.State} {outcome.Failure} {outcome.Question}");
        return outcome;
    }

    /// <summary>The author commits and pushes from elsewhere, on top of what the server has.</summary>
    public void Push(Dictionary<string, string?> files) =>
        PushBytes(files.ToDictionary(file => file.Key, file => file.Value is { } text ? Encoding.UTF8.GetBytes(text) : null));

    public void PushBytes(Dictionary<string, byte[]?> files)
    {
        Refresh();
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(Work, name);
            if (content is null)
            {
                File.Delete(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        Commit();
    }

    public void Refresh()
    {
        Run(Work, "fetch", "-q", "origin");
        if (
            Directory.EnumerateFileSystemEntries(Path.Combine(Bare, "refs", "heads")).Any()
            || File.Exists(Path.Combine(Bare, "packed-refs"))
        )
        {
            Run(Work, "reset", "-q", "--hard", "origin/main");
        }
    }

    /// <summary>Commits what is in the author's clone, and pushes it.</summary>
    public void Commit(params string[] pushOptions)
    {
        Run(Work, "add", "-A");
        Run(Work, "commit", "-q", "--allow-empty", "-m", "from elsewhere");
        Run(Work, ["push", "-q", .. pushOptions, "origin", "HEAD:main"]);
    }

    /// <summary>Runs git as the author has it.</summary>
    public string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            (start.Environment[$"GIT_{who}_NAME"], start.Environment[$"GIT_{who}_EMAIL"]) = ("Author", "elsewhere@example.org");
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    /// <summary>The files that the server has.</summary>
    public string[] Files() =>
        Run(Bare, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A file that the server has.</summary>
    public string Read(string path) => Run(Bare, "show", "main:" + path);

    /// <summary>The files that the last commit touched.</summary>
    public string[] Touched() =>
        Run(Bare, "-c", "core.quotepath=off", "diff-tree", "--root", "-r", "--no-commit-id", "--name-only", "main")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Commits() => int.Parse(Run(Bare, "rev-list", "--count", "main"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A file as an author writes it.</summary>
    public static string TextOf(string title, string body, string fields = "") =>
        $"---\ntitle: {title}\ndate: 2020-02-03 10:00:00\n{fields}---\n\n{body}\n";

    public async Task<Post> PostAsync(string title)
    {
        Post? post = null;
        await Host.WithDbAsync(async db => post = await db.Posts.Include(one => one.Tags).SingleOrDefaultAsync(one => one.Title == title));
        return post ?? throw new InvalidOperationException("there is no post " + title);
    }

    public async Task<int> CountAsync()
    {
        var count = 0;
        await Host.WithDbAsync(async db => count = await db.Posts.CountAsync(post => post.State != PostState.Trash));
        return count;
    }

    public async Task<GitFile> RowAsync(string path)
    {
        GitFile? row = null;
        await Host.WithDbAsync(async db => row = await db.GitFiles.SingleOrDefaultAsync(one => one.Path == path));
        return row ?? throw new InvalidOperationException("nothing is known of " + path);
    }

    public async Task<GitConnection> ConnectionAsync()
    {
        GitConnection? connection = null;
        await Host.WithDbAsync(async db => connection = await db.GitConnections.SingleAsync());
        return connection!;
    }

    /// <summary>The author changes a post in the editor.</summary>
    public async Task ReviseAsync(string title, Func<PostRequest, PostRequest> with)
    {
        var post = await PostAsync(title);
        var request = new PostRequest
        {
            Content = post.ToContent(),
            PublishAt = post.PublishedAt,
            Tags = [.. post.Tags.Select(tag => tag.Name)],
            OtherFields = post.OtherFields,
        };
        await Host.WriteAsync(with(request), post);
    }

    public Task ChangeAsync(string title, Action<Post> verb) =>
        Host.WithAsync<PostWriter, Post>(async writer => await writer.ChangeAsync(await PostAsync(title), verb, CancellationToken.None));
}
