using Blog.Portability.Import;
using Blog.Tests.Data;
using Blog.Tests.Portability.Git;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Processes;

/// <summary>The program itself, with a server by https.</summary>
public sealed class GitProcessTests : IAsyncLifetime
{
    private const int Posts = 30;

    /// <summary>About so many: to ask for the branch, to fetch, to push, each with and without the token.</summary>
    private const int RequestsOfARun = 7;

    private readonly TemporaryFolder _folder = new();
    private GitFixture _git = null!;
    private GitServer _server = null!;
    private BlogServer _blog = null!;

    public async ValueTask InitializeAsync()
    {
        _git = await GitFixture.OpenAsync();
        _server = await GitServer.StartAsync(Path.GetDirectoryName(_git.Bare)!);
        MigratedDatabase.CopyIntoEmpty(_folder.File("data"));
        _blog = new BlogServer(_folder.File("data"));
        _blog.Settings["SSL_CERT_FILE"] = _server.CertificateFile;
        Directory.CreateDirectory(_folder.File("site"));
        foreach (var number in Enumerable.Range(1, Posts))
        {
            await File.WriteAllTextAsync(_folder.File($"site/p{number}.md"), GitFixture.TextOf($"文章{number}", $"正文{number}。"));
        }

        await ImportAsync(Posts);
    }

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        await _server.DisposeAsync();
        await _git.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_command_connects_lists_pushes_pulls_and_says_how_it_stands()
    {
        var (code, output, error) = await ConnectAsync();
        Assert.True(code == 0, error + output);
        Assert.Contains($"{Posts} posts would be pushed", output, StringComparison.Ordinal);

        Assert.Equal(2, (await _blog.RunAsync("git", "push")).Code);
        (code, output, error) = await ConnectAsync("--begin");
        Assert.True(code == 0, error + output);
        Assert.Contains($"0 posts changed here, {Posts} files changed there", output, StringComparison.Ordinal);
        Assert.Equal(Posts, _git.Files().Length);

        _git.Push(new Dictionary<string, string?> { ["source/_posts/new.md"] = GitFixture.TextOf("新的", "从外面来。") });
        (code, output, error) = await _blog.RunAsync("git", "pull");
        Assert.True(code == 0, error + output);
        Assert.Contains("1 posts changed here, 0 files changed there", output, StringComparison.Ordinal);

        (code, output, _) = await _blog.RunAsync("git", "status");
        Assert.Equal(0, code);
        Assert.Contains("to push     0", output, StringComparison.Ordinal);
        Assert.DoesNotContain(GitServer.Token, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_an_unknown_certificate_and_a_wrong_address_are_one_line_each()
    {
        var (code, _, error) = await ConnectAsync(token: "wrong");
        Assert.Equal(2, code);
        Assert.StartsWith("git connect: the server refuses the token", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));

        (code, _, error) = await _blog.RunAsync("git", "connect", "git@example.org:x.git");
        Assert.Equal((2, true), (code, error.StartsWith("git connect: ssh cannot be used", StringComparison.Ordinal)));
        (code, _, error) = await _blog.RunAsync("git", "connect", _server.UrlOf("none.git"));
        Assert.Equal(2, code);
        Assert.Single(error.Trim().Split('\n'));

        _blog.Settings["SSL_CERT_FILE"] = "/dev/null";
        (code, _, error) = await ConnectAsync();
        Assert.Equal((2, true), (code, error.StartsWith("git connect: the certificate of the server", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_killed_synchronization_goes_on_without_a_double_commit_or_a_lost_change()
    {
        Assert.Equal(0, (await ConnectAsync()).Code);
        Assert.Equal(0, (await ConnectAsync("--begin")).Code);
        var (random, inTheMiddle, kills) = (new Random(20261130), 0, Deep.Count(3, 60));
        for (var kill = 0; kill < kills; kill++)
        {
            await File.WriteAllTextAsync(_folder.File($"site/more{kill}.md"), GitFixture.TextOf($"另一篇{kill}", $"这里写的{kill}。"));
            await ImportAsync(1);
            _git.Push(
                new Dictionary<string, string?>
                {
                    [$"source/_posts/there{kill}.md"] = GitFixture.TextOf($"外面{kill}", $"外面写的{kill}。"),
                }
            );
            _blog.Begin("git", "push");
            var enough = _server.Requests + random.Next(1, RequestsOfARun + 1);
            await Poll.UntilAsync(() => _blog.Process.HasExited || _server.Requests >= enough);
            inTheMiddle += _blog.Process.HasExited ? 0 : 1;
            await _blog.KillAsync();
        }

        var (code, output, error) = await _blog.RunAsync("git", "push");
        Assert.True(code == 0, error + output);
        (code, output, error) = await _blog.RunAsync("git", "push");
        Assert.True(code == 0 && output.Contains("0 posts changed here, 0 files changed there", StringComparison.Ordinal), error + output);
        Assert.Equal(Posts + 2 * kills, _git.Files().Length);
        Assert.Equal(Posts + 2 * kills, _git.Files().Select(_git.Read).Distinct(StringComparer.Ordinal).Count());
        var trees = _git.Run(_git.Bare, "log", "--format=%T", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(trees.Length, trees.Distinct(StringComparer.Ordinal).Count());
        Deep.Report($"kills of synchronizations: {kills}, {inTheMiddle} of them before the end");
    }

    /// <summary>In this process: ImportKillTests and others run the command itself.</summary>
    private async Task ImportAsync(int created)
    {
        await using var host = new DataHost(
            _folder.File("data"),
            services => services.AddSingleton(TimeProvider.System).AddSingleton<MarkdownImport>()
        );
        await host.StartAsync();
        var report = await host.Get<MarkdownImport>().RunAsync(new ImportRequest(_folder.File("site")), null, CancellationToken.None);
        Assert.Equal(created, report.Count(ImportOutcome.Created));
    }

    private async Task<(int Code, string Output, string Error)> ConnectAsync(string? begin = null, string token = GitServer.Token)
    {
        string[] arguments = ["git", "connect", _server.UrlOf("server.git"), "--email", "a@example.org", "--token"];
        return await _blog.RunWithInputAsync(token, begin is null ? arguments : [.. arguments, begin]);
    }
}
