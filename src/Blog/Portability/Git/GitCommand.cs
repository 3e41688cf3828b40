using System.CommandLine;
using Blog.Data;
using Blog.Data.Git;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Portability.Import;
using Blog.Site;

namespace Blog.Portability.Git;

/// <summary><c>git status|pull|push|connect URL</c>: keeps the blog and a repository in step.</summary>
internal static class GitCommand
{
    private const string Stopped = "stopped; the next run goes on from here";

    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the host; null if the settings are invalid, which was reported then.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var git = new Command("git", "Keeps the blog and a git repository in step.")
        {
            Simple(
                buildHost,
                "status",
                "Says how the two stand to each other. Exit code: 0 in step, 1 something waits, 2 not connected.",
                GitReport.StatusAsync
            ),
            Simple(
                buildHost,
                "pull",
                "Takes what the repository changed, and pushes nothing. Exit code: 0 done, 1 something waits for a decision, 2 it failed.",
                (services, run, cancellationToken) => SyncAsync(services, run, onlyPull: true, cancellationToken)
            ),
            Simple(
                buildHost,
                "push",
                "Takes what the repository changed, then pushes what was changed here. Exit codes as with pull.",
                (services, run, cancellationToken) => SyncAsync(services, run, onlyPull: false, cancellationToken)
            ),
            Connect(buildHost),
        };
        return git;
    }

    private static Command Simple(
        Func<IHost?> buildHost,
        string name,
        string description,
        Func<IServiceProvider, CommandRun, CancellationToken, Task<int>> work
    )
    {
        var command = new Command(name, description);
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(buildHost, new CommandRun("git " + name, parsed.InvocationConfiguration), work, cancellationToken)
        );
        return command;
    }

    private static Command Connect(Func<IHost?> buildHost)
    {
        var url = new Argument<string>("URL") { Description = "An https address." };
        var branch = new Option<string>("--branch") { Description = "The branch.", DefaultValueFactory = _ => "main" };
        var folder = new Option<string>("--folder") { Description = "The folder of the repository; none for the whole of it." };
        var email = new Option<string>("--email") { Description = "The e-mail address of the author in commits." };
        var drafts = new Option<bool>("--drafts") { Description = "Also drafts and scheduled posts." };
        var token = new Option<bool>("--token") { Description = "Reads the access token from the standard input." };
        var begin = new Option<bool>("--begin") { Description = "Begins; without it, only lists what the first synchronization would do." };
        var connect = new Command(
            "connect",
            "Connects a repository, and lists what the first synchronization would do. Exit code: 0 done, 1 some files cannot be taken, "
                + "2 nothing could be done."
        )
        {
            url,
            branch,
            folder,
            email,
            drafts,
            token,
            begin,
        };
        connect.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    buildHost,
                    new CommandRun("git connect", parsed.InvocationConfiguration),
                    (services, run, stop) =>
                        ConnectAsync(
                            services,
                            run,
                            new GitChoices(
                                parsed.GetValue(url)!,
                                parsed.GetValue(branch)!,
                                parsed.GetValue(folder) ?? "",
                                parsed.GetValue(email) ?? "blog@" + services.GetRequiredService<SiteOptions>().PublicUrl.IdnHost,
                                parsed.GetValue(drafts),
                                GitChoices.DefaultPollMinutes
                            ),
                            parsed.GetValue(token) ? Console.In.ReadLine() : null,
                            parsed.GetValue(begin),
                            stop
                        ),
                    cancellationToken
                )
        );
        return connect;
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        CommandRun run,
        Func<IServiceProvider, CommandRun, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return CommandRun.Failed;
        }

        await using var scope = host.Services.CreateAsyncScope();
        return await run.RunAsync(
            host.Services,
            Stopped,
            () => work(scope.ServiceProvider, run, cancellationToken),
            cancellationToken,
            needsBlog: true
        );
    }

    private static async Task<int> ConnectAsync(
        IServiceProvider services,
        CommandRun run,
        GitChoices choices,
        string? token,
        bool begins,
        CancellationToken cancellationToken
    )
    {
        if (Refusal(choices, services.GetRequiredService<GitOptions>()) is { } refusal)
        {
            return await run.FailAsync(refusal);
        }

        var changes = services.GetRequiredService<GitChanges>();
        await changes.ConnectAsync(
            choices with
            {
                Folder = GitAddress.Folder(choices.Folder)!,
            },
            token,
            removesToken: false,
            cancellationToken
        );
        if (begins)
        {
            await changes.AgreeAsync(cancellationToken);
            return await SyncAsync(services, run, onlyPull: false, cancellationToken);
        }

        try
        {
            if (await services.GetRequiredService<GitSync>().PreviewAsync(cancellationToken) is not { } preview)
            {
                return await run.FailAsync(GitMessages.Busy);
            }

            preview.Files.WriteTo(run.Output);
            foreach (var left in preview.LeftOut)
            {
                await run.Output.WriteLineAsync("left out  " + ReportText.Printable(left));
            }

            await run.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{preview.Pushed} posts would be pushed. Run it again with --begin to begin.")
            );
            return preview.Files.ExitCode == 1 ? 1 : 0;
        }
        catch (GitException failure)
        {
            return await run.FailAsync(GitMessages.Of(failure));
        }
    }

    private static string? Refusal(GitChoices choices, GitOptions options) =>
        GitAddress.Check(choices.Url, options) switch
        {
            GitAddressError.Ssh => "ssh cannot be used: there is no ssh in the program; take the https address and an access token",
            GitAddressError.NotHttps => "only https addresses can be used",
            GitAddressError.Password => "the address must not contain a password: give the token with --token, on the standard input",
            GitAddressError.NoAddress => $"'{choices.Url}' is no address of a repository, such as https://github.com/me/blog.git",
            _ => !GitAddress.IsBranch(choices.Branch) ? $"'{choices.Branch}' is no valid name of a branch"
            : GitAddress.Folder(choices.Folder) is null ? $"'{choices.Folder}' is no valid folder"
            : !choices.HasEmail ? $"'{choices.Email}' is no e-mail address"
            : null,
        };

    private static async Task<int> SyncAsync(IServiceProvider services, CommandRun run, bool onlyPull, CancellationToken cancellationToken)
    {
        var outcome = await services.GetRequiredService<GitSync>().RunAsync(onlyPull, cancellationToken);
        if (GitMessages.Of(outcome) is { } reason)
        {
            return await run.FailAsync(reason);
        }

        await run.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{outcome.Taken} posts changed here, {outcome.Pushed} files changed there")
        );
        return await GitReport.ListAsync(services.GetRequiredService<BlogDb>(), run, cancellationToken) > 0 ? 1 : 0;
    }
}
