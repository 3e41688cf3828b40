using System.CommandLine;
using Blog.Portability.StaticSite;
using Blog.Storage.Database;

namespace Blog.Portability;

/// <summary><c>export-site DIR</c>: writes the public blog as static files.</summary>
internal static class ExportSiteCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildSite">
    /// Builds the program with all its pages, but without a port and without background work; null if the settings are invalid, which was
    /// reported then.
    /// </param>
    public static Command Create(Func<SiteProgram?> buildSite)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The folder. Servers send what is in its folder 'public'; what this program did not write there is left alone.",
        };
        var all = new Option<bool>("--all") { Description = "Makes every page again, also those that have not changed." };
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON." };
        var export = new Command(
            "export-site",
            "Writes the public blog as static files, with configurations for nginx, Caddy, Netlify and Cloudflare Pages. A folder of an "
                + "earlier export is brought up to date. Exit code: 0 written (dead links are listed), "
                + "1 something of the blog has no file, "
                + "2 nothing could be done."
        )
        {
            folder,
            all,
            json,
        };
        export.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    buildSite,
                    new CommandRun("export-site", parsed.InvocationConfiguration),
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(all),
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return export;
    }

    private static async Task<int> RunAsync(
        Func<SiteProgram?> buildSite,
        CommandRun run,
        string folder,
        bool all,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        if (buildSite() is not { } program)
        {
            return CommandRun.Failed;
        }

        await using var site = program.App;
        var mapping = Task.Run(program.Map, CancellationToken.None); // while the database is opened
        var code = await run.RunAsync(
            site.Services,
            CommandRun.ExportStopped,
            async () =>
            {
                site.Services.GetRequiredService<Readiness>().Set();
                await mapping;
                await site.StartAsync(cancellationToken);
                var progress = ProgressLine.On(run.Error);
                var report = await site.Services.GetRequiredService<SiteFolderExport>().RunAsync(folder, all, progress, cancellationToken);
                progress?.Clear();
                return run.Report(
                    report,
                    asJson,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{report.Posts} posts and pages; of {report.Files} files {report.Written} written, {report.Removed} removed"
                    ),
                    report.Warnings,
                    report.DeadLinks.Select(link => "dead link: " + link)
                );
            },
            cancellationToken,
            needsBlog: true
        );
        await mapping;
        return code;
    }

    /// <summary>A line that is updated in place.</summary>
    private sealed class ProgressLine(TextWriter terminal) : IProgress<StaticSiteProgress>
    {
        /// <summary>Null where nobody would see it.</summary>
        public static ProgressLine? On(TextWriter terminal) =>
            terminal == Console.Error && !Console.IsErrorRedirected ? new ProgressLine(terminal) : null;

        public void Report(StaticSiteProgress value) =>
            terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\rmade page {value.Done} of {value.Total}\u001b[K"));

        public void Clear() => terminal.Write("\r\u001b[K");
    }
}

/// <summary>The program with all its pages, before it has started.</summary>
/// <param name="Map">Adds the pipeline and the pages.</param>
internal sealed record SiteProgram(WebApplication App, Action Map);
