using System.CommandLine;
using Blog.Accounts.Commands;
using Blog.Operations;
using Blog.Operations.Backups;
using Blog.Portability;
using Blog.Tests.Processes;

namespace Blog.Tests.Operations;

public sealed class ArgumentErrorsTests
{
    [Theory]
    [InlineData("backpu", "'backpu' is no command; did you mean 'backup'?")]
    [InlineData("BACKUP", "'BACKUP' is no command; did you mean 'backup'?")]
    [InlineData("zzz", "'zzz' is no command. The commands are backup, health, import, serve, user")]
    [InlineData("serve nonsense", "'nonsense' is no command.")]
    [InlineData("/urls http://localhost:1", "'/urls' is no command.")]
    [InlineData("urls=http://localhost:1", "'urls=http://localhost:1' is no command.")]
    [InlineData("--prot 5", "'--prot' is no option. The options are --urls,")]
    [InlineData("-p 5", "'-p' is no option.")]
    [InlineData("--url http://localhost:1", "'--url' is no option; did you mean '--urls'?")]
    [InlineData("--urls", "--urls needs a value")]
    [InlineData("--urls --environment Production", "--urls needs a value")]
    [InlineData("--urls http://localhost:1 stray", "'stray' belongs to no option")]
    [InlineData("serve --nonsense", "'--nonsense' is no option.")]
    [InlineData("--Blog:Backup:Kep=3", "'--Blog:Backup:Kep' is no option; did you mean '--Blog:Backup:Keep'?")]
    [InlineData("backup --nonsense", "'--nonsense' is not expected: 'backup' has no options")]
    [InlineData("backup one two", "'two' is not expected: 'backup' has no further arguments")]
    [InlineData("health -x", "'-x' is not expected: 'health' has no options")]
    [InlineData("user", "Required command was not provided. The commands of 'user' are add, list, reset-password")]
    [InlineData("user lsit", "'lsit' is no command; did you mean 'list'?")]
    [InlineData("user add", "Required argument 'EMAIL' missing")]
    [InlineData("user list extra", "'extra' is not expected: 'list' has no further arguments")]
    [InlineData("import --dry-rn posts", "'--dry-rn' is no option; did you mean '--dry-run'?")]
    [InlineData("import hexo --dry-run -x posts", "'-x' is no option.")]
    public void A_typing_error_is_named_with_the_nearest_right_word(string line, string said) =>
        Assert.StartsWith(said, Find(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("--urls http://localhost:1 --environment=Production")]
    [InlineData("serve --Blog:PublicUrl https://blog.example.org --Logging:LogLevel:Default Warning")]
    [InlineData("--blog:allowhttp true --Kestrel:Endpoints:Http:Url=http://localhost:1")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("serve --help")]
    [InlineData("user --help")]
    [InlineData("user add owner@example.org")]
    [InlineData("backup copies")]
    [InlineData("import -- --odd-name")]
    public void What_is_right_is_accepted(string line) => Assert.Null(Find(line));

    [Theory]
    [InlineData("backpu", "did you mean 'backup'?")]
    [InlineData("--prot 5", "'--prot' is no option.")]
    [InlineData("user lsit", "did you mean 'list'?")]
    public async Task The_program_says_it_in_one_line_and_touches_nothing(string line, string said)
    {
        using var folder = new TemporaryFolder();
        await using var server = new BlogServer(folder.Path);
        var (code, output, error) = await server.RunAsync(line.Split(' '));
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(said, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var folder = new TemporaryFolder();
        await using var server = new BlogServer(folder.Path);
        var (code, output, error) = await server.RunAsync("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", output);
    }

    private static string? Find(string line)
    {
        var (root, serve) = (new RootCommand { TreatUnmatchedTokensAsErrors = false }, new Command("serve"));
        serve.TreatUnmatchedTokensAsErrors = false;
        foreach (var command in new[] { root, serve })
        {
            command.SetAction(_ => 0);
        }

        root.Add(serve);
        root.Add(ImportCommand.Create(() => null));
        root.Add(UserCommand.Create(() => null));
        root.Add(BackupCommand.Create(() => null));
        root.Add(HealthCommand.Create(() => new Uri("http://localhost")));
        return ArgumentErrors.Find(root, serve, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
