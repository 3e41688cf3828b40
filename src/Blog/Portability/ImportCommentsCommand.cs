using System.CommandLine;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Portability.Import.Comments.Systems;

namespace Blog.Portability;

/// <summary><c>import comments [SYSTEM] FILE</c>: imports the comments and counts of a comment system.</summary>
internal static class ImportCommentsCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the host; null if the settings are invalid, which was reported then.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var command = new Command(
            "comments",
            "Imports comments and counts: an export of Waline, Valine (also the counters of NexT), Artalk, Twikoo, Disqus, Isso or "
                + "Remark42, packed or not. Without a system it finds out which one. "
                + "Exit code: 0 all imported, 1 some belong to no post yet, 2 nothing could be done."
        );
        var words = new Argument<string[]>("[SYSTEM] FILE")
        {
            Description = "The files of one export, or the folder with them.",
            Arity = ArgumentArity.ZeroOrMore, // counted below
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only shows what would happen; writes nothing." };
        var zone = new Option<string?>("--time-zone")
        {
            Description = "IANA name of the time zone of dates without one (Asia/Shanghai). Default: the site's setting, then UTC.",
        };
        var site = new Option<string?>("--site")
        {
            Description = "Imports one site of an export that holds several: its name there, its host, or its address with its folder.",
        };
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON." };
        command.Add(words);
        command.Add(dryRun);
        command.Add(zone);
        command.Add(site);
        command.Add(json);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new CommandRun("import comments", parsed.InvocationConfiguration);
                var given = parsed.GetValue(words) ?? [];
                var system = given.Length > 0 ? SystemOf(given[0]) : null;
                var paths = system is null ? given : given[1..];
                TimeZoneInfo? named = null;
                if (paths.Length == 0)
                {
                    return await run.FailAsync($"give the file to import: import comments [{Systems}] FILE");
                }

                if (parsed.GetValue(zone) is { } name && !PostFileDate.TryZone(name, out named))
                {
                    return await run.FailAsync($"--time-zone '{name}': no such zone; give an IANA name such as Asia/Shanghai");
                }

                if (Array.Find(paths, path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
                {
                    return await run.FailAsync(
                        paths[0] == missing && system is null && paths.Length > 1
                            ? $"'{missing}' is no system; known are {Systems.Replace("|", ", ", StringComparison.Ordinal)}"
                            : $"{missing} does not exist"
                    );
                }

                var request = new CommentImportRequest(paths)
                {
                    System = system,
                    Site = parsed.GetValue(site),
                    Zone = named,
                    DryRun = parsed.GetValue(dryRun),
                };
                return await RunAsync(buildHost, run, request, parsed.GetValue(json), cancellationToken);
            }
        );
        return command;
    }

    private static string Systems => string.Join('|', Enum.GetNames<CommentSystem>().Select(name => name.ToLowerInvariant()));

    private static CommentSystem? SystemOf(string word) =>
        word.All(char.IsAsciiLetterOrDigit)
        && Enum.TryParse<CommentSystem>(word, ignoreCase: true, out var system)
        && Enum.IsDefined(system)
            ? system
            : null;

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        CommandRun run,
        CommentImportRequest request,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        using var host = buildHost();
        if (host is null)
        {
            return CommandRun.Failed;
        }

        return await run.RunAsync(
            host.Services,
            CommandRun.ImportStopped,
            async () =>
            {
                var import = host.Services.GetRequiredService<CommentImport>();
                var report = await import.RunAsync(request, ImportProgressLine.On(run.Error), cancellationToken);
                return await run.ReportAsync(report, asJson, "there are no comments and no counts in it");
            },
            cancellationToken
        );
    }
}
