using System.Net;
using System.Net.Sockets;
using System.Text;
using Blog.Data.Posts;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Git;

/// <summary>A repository may come from anyone (security.md B23).</summary>
public sealed class HostileRepositoryTests
{
    [Fact]
    public async Task Links_are_not_followed_wherever_they_lead()
    {
        await using var git = await GitFixture.OpenAsync(
            new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一\n\n![图](secret.png)") }
        );
        var secret = Path.Combine(git.Work, "..", "secret.md");
        await File.WriteAllTextAsync(secret, GitFixture.TextOf("秘密", "不该看到"));
        File.CreateSymbolicLink(Path.Combine(git.Work, "source/_posts/link.md"), secret);
        File.CreateSymbolicLink(Path.Combine(git.Work, "source/_posts/secret.png"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(git.Work, "outside"), Path.GetDirectoryName(secret)!);
        git.Commit();

        await git.SyncAsync();

        await git.Host.WithDbAsync(async db => Assert.Equal("甲", (await db.Posts.SingleAsync()).Title));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(git.Host.Folder.Git, "*", SearchOption.AllDirectories),
            path => new FileInfo(path).LinkTarget is not null
        );
    }

    [Fact]
    public async Task Hooks_attributes_and_filters_do_nothing()
    {
        await using var git = await GitFixture.OpenAsync();
        var trap = Path.Combine(git.Work, "..", "trapped");
        git.Push(
            new Dictionary<string, string?>
            {
                [".gitattributes"] = "*.md filter=trap text eol=crlf ident export-subst\n",
                [".gitmodules"] = "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c 'touch " + trap + "'\n",
                ["hooks/post-checkout"] = "#!/bin/sh\ntouch " + trap + "\n",
                ["source/_posts/a.md"] = GitFixture.TextOf("甲", "$Id$ $Format:%H$"),
            }
        );
        await git.SyncAsync();
        var hooks = Path.Combine(git.Host.Folder.Git, "repository", "hooks");
        Directory.CreateDirectory(hooks);
        foreach (var name in new[] { "pre-push", "post-update", "reference-transaction", "post-commit" })
        {
            await File.WriteAllTextAsync(Path.Combine(hooks, name), "#!/bin/sh\ntouch " + trap + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(hooks, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        await git.ReviseAsync("甲", request => request with { Content = request.Content with { Markdown = "改\n" } });
        await git.SyncAsync();

        Assert.Equal("改", (await git.PostAsync("甲")).Markdown.Trim());
        Assert.Contains("\n改\n", git.Read("source/_posts/a.md"), StringComparison.Ordinal);
        Assert.False(File.Exists(trap));
    }

    [Fact]
    public async Task A_submodule_is_left_out()
    {
        await using var git = await GitFixture.OpenAsync(new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一") });
        git.Refresh();
        git.Run(git.Work, "update-index", "--add", "--cacheinfo", "160000," + new string('1', 40) + ",source/_posts/module");
        git.Run(git.Work, "commit", "-q", "-m", "submodule");
        git.Run(git.Work, "push", "-q", "origin", "HEAD:main");

        await git.SyncAsync();

        Assert.Equal(1, await git.CountAsync());
        await git.ReviseAsync("甲", request => request with { Content = request.Content with { Markdown = "改" } });
        await git.SyncAsync();
        Assert.Contains("160000 commit", git.Run(git.Bare, "ls-tree", "-r", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_names_that_some_systems_take_for_one_only_the_first_counts()
    {
        await using var git = await GitFixture.OpenAsync(
            new()
            {
                ["source/_posts/A.md"] = GitFixture.TextOf("大写", "一"),
                ["source/_posts/a.md"] = GitFixture.TextOf("小写", "二"),
                ["source/_posts/caf\u00E9.md"] = GitFixture.TextOf("合成", "三"),
                ["source/_posts/cafe\u0301.md"] = GitFixture.TextOf("分解", "四"),
            }
        );

        var outcome = await git.SyncAsync();

        Assert.Equal(2, outcome.Taken);
        Assert.Equal(4, git.Files().Length);
        Assert.Equal(2, await git.CountAsync());
    }

    [Fact]
    public async Task Names_in_either_Unicode_form_are_kept_as_they_are()
    {
        const string name = "source/_posts/cafe\u0301.md";
        await using var git = await GitFixture.OpenAsync(new() { [name] = GitFixture.TextOf("分解", "四") });
        await git.SyncAsync();

        await git.ReviseAsync("分解", request => request with { Content = request.Content with { Markdown = "五" } });
        await git.SyncAsync();

        Assert.Equal([name], git.Touched());
    }

    [Fact]
    public async Task A_file_that_is_no_UTF_8_is_listed_and_the_rest_is_taken()
    {
        await using var git = await GitFixture.OpenAsync();
        git.PushBytes(
            new Dictionary<string, byte[]?>
            {
                ["source/_posts/bad.md"] = [.. "---\ntitle: x\ndate: 2020-01-01\n---\n\nabc\n"u8, 0xD6, 0xD0, 0xCE, 0xC4],
                ["source/_posts/good.md"] = Encoding.UTF8.GetBytes(GitFixture.TextOf("好", "好")),
            }
        );

        Assert.Equal(1, (await git.SyncAsync()).Taken);
        var bad = await git.RowAsync("source/_posts/bad.md");
        Assert.Equal(7, bad.Line);
        Assert.StartsWith("not UTF-8", bad.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_file_that_becomes_unsafe_deletes_nothing()
    {
        await using var git = await GitFixture.OpenAsync(
            new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一") },
            options: options => options with { MaxFile = 10_000 }
        );
        await git.SyncAsync();
        git.Push(new Dictionary<string, string?> { ["source/_posts/a.md"] = GitFixture.TextOf("甲", new string('x', 20_000)) });

        await git.SyncAsync();

        Assert.Equal(PostState.Published, (await git.PostAsync("甲")).State);
    }

    [Fact]
    public async Task Too_many_files_stop_it_with_a_reason()
    {
        await using var git = await GitFixture.OpenAsync(
            Enumerable
                .Range(1, 20)
                .ToDictionary(number => $"source/_posts/p{number}.md", number => (string?)GitFixture.TextOf($"文{number}", "一")),
            options: options => options with { MaxFiles = 10 }
        );

        var outcome = await git.Sync.RunAsync(onlyPull: false, CancellationToken.None);

        Assert.Equal((SyncState.Failed, GitProblem.TooLarge), (outcome.State, outcome.Failure!.Problem));
        var connection = await git.ConnectionAsync();
        Assert.Equal((1, git.Host.Clock.GetUtcNow().AddMinutes(1)), (connection.Failures, connection.RetryAt));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"https://localhost:{((IPEndPoint)silent.LocalEndpoint).Port}/blog.git";
        await using var git = await GitFixture.OpenAsync(
            with: choices => choices with { Url = url },
            options: options => options with { Patience = TimeSpan.FromMilliseconds(300) }
        );

        var outcome = await git.Sync.RunAsync(onlyPull: false, CancellationToken.None);

        Assert.Equal((SyncState.Failed, GitProblem.Unreachable), (outcome.State, outcome.Failure!.Problem));
        Assert.Equal(SyncState.Failed, (await git.Sync.RunAsync(onlyPull: false, CancellationToken.None)).State);
        Assert.Equal(2, (await git.ConnectionAsync()).Failures);
    }

    [Fact]
    public async Task The_clone_takes_nothing_from_the_configuration_of_the_machine()
    {
        await using var git = await GitFixture.OpenAsync();
        await git.SyncAsync();

        var config = await File.ReadAllTextAsync(Path.Combine(git.Host.Folder.Git, "repository", "config"));
        Assert.DoesNotContain("token", config, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("bare = true", config, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/me/blog.git", null)]
    [InlineData("https://me@gitee.com/me/blog.git", null)]
    [InlineData("http://example.org/me/blog.git", nameof(GitAddressError.NotHttps))]
    [InlineData("git://example.org/me/blog.git", nameof(GitAddressError.NotHttps))]
    [InlineData("file:///etc", nameof(GitAddressError.NoAddress))]
    [InlineData("/etc", nameof(GitAddressError.NoAddress))]
    [InlineData("../x", nameof(GitAddressError.NoAddress))]
    [InlineData("ext::sh -c id", nameof(GitAddressError.NoAddress))]
    [InlineData("--upload-pack=x", nameof(GitAddressError.NoAddress))]
    [InlineData("https://me:secret@example.org/blog.git", nameof(GitAddressError.Password))]
    [InlineData("git@github.com:me/blog.git", nameof(GitAddressError.Ssh))]
    [InlineData("ssh://git@github.com/me/blog.git", nameof(GitAddressError.Ssh))]
    [InlineData("https://example.org/blog.git?x", nameof(GitAddressError.NoAddress))]
    [InlineData("", nameof(GitAddressError.NoAddress))]
    public void Only_https_addresses_are_connected(string url, string? error) =>
        Assert.Equal(error, GitAddress.Check(url, new GitOptions())?.ToString());

    [Theory]
    [InlineData("main", true)]
    [InlineData("feature/blog", true)]
    [InlineData("--upload-pack=x", false)]
    [InlineData("a..b", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    public void A_branch_has_a_valid_name(string branch, bool isValid) => Assert.Equal(isValid, GitAddress.IsBranch(branch));

    [Theory]
    [InlineData("", "")]
    [InlineData("/blog/", "blog")]
    [InlineData("a/b", "a/b")]
    [InlineData("../x", null)]
    [InlineData(".git/hooks", null)]
    [InlineData("a\\b", null)]
    public void A_folder_stays_within_the_repository(string folder, string? clean) => Assert.Equal(clean, GitAddress.Folder(folder));
}
