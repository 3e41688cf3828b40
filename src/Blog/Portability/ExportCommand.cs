using System.CommandLine;
using Blog.Portability.Export;

namespace Blog.Portability;

/// <summary><c>export DIR</c>: writes the blog as Markdown files, images and data files.</summary>
internal static class ExportCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the host; null if the settings are invalid, which was reported then.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var export = new Command(
            "export",
            "Writes the blog into a folder as Markdown files with front matter, images and data files, which 'import' reads back and "
                + "Hexo and Hugo understand. A folder of an earlier export is brought up to date. Without an option only what readers "
                + "can see. Exit code: 0 everything is there, 1 something is not as in the blog, 2 nothing could be done."
        );
        var folder = new Argument<string>("DIR") { Description = "The folder; what this program did not write there is left alone." };
        var drafts = new Option<bool>("--drafts") { Description = "Also drafts." };
        var scheduled = new Option<bool>("--scheduled") { Description = "Also posts whose time has not come." };
        var trash = new Option<bool>("--trash") { Description = "Also what is in the trash." };
        var all = new Option<bool>("--all")
        {
            Description =
                "Everything: the three above, comments that readers do not see, e-mail addresses of those who wrote comments, and images "
                + "that no post uses. Do not publish such a folder.",
        };
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON." };
        export.Add(folder);
        export.Add(drafts);
        export.Add(scheduled);
        export.Add(trash);
        export.Add(all);
        export.Add(json);
        export.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    buildHost,
                    new CommandRun("export", parsed.InvocationConfiguration),
                    new ExportRequest(parsed.GetValue(folder)!)
                    {
                        Drafts = parsed.GetValue(drafts),
                        Scheduled = parsed.GetValue(scheduled),
                        Trash = parsed.GetValue(trash),
                        All = parsed.GetValue(all),
                    },
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return export;
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        CommandRun run,
        ExportRequest request,
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
            CommandRun.ExportStopped,
            async () =>
            {
                var report = await host.Services.GetRequiredService<BlogExport>().RunAsync(request, null, cancellationToken);
                return run.Report(
                    report,
                    asJson,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{report.Posts} posts and pages, {report.Images} images, {report.Comments} comments; "
                            + $"of {report.Files} files {report.Written} written, {report.Removed} removed"
                    ),
                    report.Warnings,
                    []
                );
            },
            cancellationToken,
            needsBlog: true
        );
    }
}
