using System.CommandLine;
using Blog.Data.Startup;
using Blog.Portability.Import;
using Blog.Portability.Output;
using Blog.Portability.StaticSite;
using Blog.Portability.StaticSite.Pages;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Portability;

/// <summary><c>export-site DIR</c>: writes the public blog as static files.</summary>
internal static class ExportSiteCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildSite">
    /// Builds the program with all its pages, but without a port and without background work; null if the settings are invalid, which was
    /// reported then.
    /// </param>
    public static Command Create(Func<WebApplication?> buildSite)
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
                    parsed.InvocationConfiguration,
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(all),
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return export;
    }

    private static async Task<int> RunAsync(
        Func<WebApplication?> buildSite,
        InvocationConfiguration terminal,
        string folder,
        bool all,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        await using var site = buildSite();
        if (site is null)
        {
            return 2;
        }

        try
        {
            var data = site.Services.GetRequiredService<DataFolder>();
            if (!File.Exists(data.Database))
            {
                return await FailAsync(terminal, $"there is no blog in {data.Root}");
            }

            await site.Services.GetRequiredService<DatabaseStart>().RunForCommandAsync(cancellationToken);
            site.Services.GetRequiredService<Readiness>().Set();
            await site.StartAsync(cancellationToken);
            var progress = terminal.Error == Console.Error && !Console.IsErrorRedirected ? new ProgressLine(terminal.Error) : null;
            var report = await site.Services.GetRequiredService<SiteFolderExport>().RunAsync(folder, all, progress, cancellationToken);
            progress?.Clear();
            if (asJson)
            {
                terminal.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(report, ReportJson.Options));
            }
            else
            {
                Write(report, terminal.Output);
            }

            return report.Warnings.Count > 0 ? 1 : 0;
        }
        catch (Exception e)
            when (e
                    is OutputException
                        or StaticSiteException
                        or DatabaseStartException
                        or IOException
                        or UnauthorizedAccessException
                        or SqliteException
                        or OperationCanceledException
            )
        {
            return await FailAsync(
                terminal,
                e is OperationCanceledException ? "stopped; the next export into the same folder completes it" : e.Message
            );
        }
    }

    private static void Write(StaticSiteReport report, TextWriter output)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Posts} posts and pages; of {report.Files} files {report.Written} written, {report.Removed} removed"
            )
        );
        foreach (var warning in report.Warnings)
        {
            output.WriteLine("  " + ReportText.Printable(warning));
        }

        foreach (var link in report.DeadLinks)
        {
            output.WriteLine("  dead link: " + ReportText.Printable(link));
        }
    }

    private static async Task<int> FailAsync(InvocationConfiguration terminal, string reason)
    {
        await terminal.Error.WriteLineAsync("export-site: " + reason);
        return 2;
    }

    /// <summary>A line that is updated in place.</summary>
    private sealed class ProgressLine(TextWriter terminal) : IProgress<StaticSiteProgress>
    {
        public void Report(StaticSiteProgress value) =>
            terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\rmade page {value.Done} of {value.Total}\u001b[K"));

        public void Clear() => terminal.Write("\r\u001b[K");
    }
}
