using System.CommandLine;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Blog.Portability;

/// <summary><c>import [SOURCE] PATH</c>: imports the posts of another blog.</summary>
public static class ImportCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="buildHost">Builds the host for an import; null if the settings are invalid, which was reported then.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var import = new Command(
            "import",
            "Imports posts from elsewhere. Without a source it finds out what the folder or file is. "
                + "Exit code: 0 all files imported, 1 some files refused, 2 nothing could be done."
        );
        Describe(import, null, buildHost);
        foreach (var (name, tool, what) in Sources)
        {
            var source = new Command(name, what);
            Describe(source, tool, buildHost);
            import.Add(source);
        }

        import.Add(ImportCommentsCommand.Create(buildHost));
        import.Add(ImportUndoCommand.Create(buildHost));

        return import;
    }

    private static readonly (string Name, SiteGenerator Tool, string What)[] Sources =
    [
        ("hexo", SiteGenerator.Hexo, "Imports a Hexo site, or its posts."),
        ("hugo", SiteGenerator.Hugo, "Imports a Hugo site, or its content."),
        ("jekyll", SiteGenerator.Jekyll, "Imports a Jekyll site, or its posts."),
        ("wordpress", SiteGenerator.WordPress, "Imports an export of WordPress (Tools, Export), and the uploads beside it."),
        ("ghost", SiteGenerator.Ghost, "Imports an export of Ghost, and the content folder beside it."),
        ("halo", SiteGenerator.Halo, "Imports a full backup of Halo 2, with its uploads and comments."),
        ("typecho", SiteGenerator.Typecho, "Imports a backup of Typecho, or a copy of its database, and the uploads beside it."),
        ("vanblog", SiteGenerator.VanBlog, "Imports a backup of VanBlog, and the pictures beside it."),
        ("markdown", SiteGenerator.Unknown, "Imports a folder of Markdown files that belongs to no site."),
    ];

    private static void Describe(Command command, SiteGenerator? tool, Func<IHost?> buildHost)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "The folder with the posts, or with the whole site they belong to; for a backup also its file, plain or as ZIP.",
            Arity = ArgumentArity.ZeroOrMore, // counted below: a mistyped source gets the list of sources
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only shows what would happen; writes nothing." };
        var zone = new Option<string?>("--time-zone")
        {
            Description =
                "IANA name of the time zone of dates without one (Asia/Shanghai). "
                + "Default: the folder's own configuration, then the site's setting, then UTC.",
        };
        var language = new Option<string?>("--language")
        {
            Description =
                "Language of posts that name none (zh-CN, en). "
                + "Default: detected from each text; where its words do not tell, the folder's own configuration.",
        };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Also writes over posts that were edited here since an earlier import; their texts are kept as revisions.",
        };
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON." };
        var settings = new Option<bool>("--take-settings")
        {
            Description =
                "Takes title, tagline, author, menu, licence and the like from the folder's own configuration, "
                + "on a blog without posts of its own and only where nobody has chosen anything here.",
        };
        var addresses = new Option<bool>("--new-addresses")
        {
            Description =
                "Gives posts addresses of this blog's own pattern; the old ones redirect. Default: posts keep their old addresses.",
        };
        var bring = new Option<bool>("--bring-images-home")
        {
            Description =
                "Fetches the images that posts load from other sites, so that they are kept here. "
                + "What has been fetched is not fetched again; with --dry-run they are only counted and listed.",
        };
        command.Add(paths);
        command.Add(dryRun);
        command.Add(settings);
        command.Add(addresses);
        command.Add(zone);
        command.Add(language);
        command.Add(overwrite);
        command.Add(json);
        command.Add(bring);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new CommandRun("import", parsed.InvocationConfiguration);
                var given = parsed.GetValue(paths) ?? [];
                return given.Length == 1
                    ? await RunAsync(
                        buildHost,
                        run,
                        new ImportRequest(given[0])
                        {
                            Tool = tool,
                            DryRun = parsed.GetValue(dryRun),
                            TakeSettings = parsed.GetValue(settings),
                            NewAddresses = parsed.GetValue(addresses),
                            BringImagesHome = parsed.GetValue(bring),
                            Language = parsed.GetValue(language),
                            Overwrite = parsed.GetValue(overwrite),
                        },
                        parsed.GetValue(zone),
                        parsed.GetValue(json),
                        cancellationToken
                    )
                    : await run.FailAsync(
                        (given.Length == 0 ? "give the folder or file to import" : $"'{given[0]}' is no source")
                            + $": import [{string.Join('|', Sources.Select(source => source.Name))}] PATH"
                    );
            }
        );
    }

    private static async Task<int> RunAsync(
        Func<IHost?> buildHost,
        CommandRun run,
        ImportRequest request,
        string? zoneName,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        var path = request.Path;
        TimeZoneInfo? zone = null;
        if (zoneName is not null && !PostFileDate.TryZone(zoneName, out zone))
        {
            return await run.FailAsync($"--time-zone '{zoneName}': no such zone; give an IANA name such as Asia/Shanghai");
        }

        var language = PostFileLanguage.Normalize(request.Language);
        if (request.Language is not null && language is null)
        {
            return await run.FailAsync($"--language '{request.Language}': not a language tag; give one such as zh-CN or en");
        }

        if (!Path.Exists(path) || (File.Exists(path) && !MayBeFile(request.Tool)))
        {
            var sources = string.Join(", ", Sources.Select(source => source.Name));
            return await run.FailAsync(
                File.Exists(path) ? $"{path} is a file: give the folder that contains it"
                : request.Tool is null ? $"{path} does not exist, and is none of the sources {sources}"
                : $"{path} does not exist"
            );
        }

        using var host = buildHost();
        if (host is null)
        {
            return CommandRun.Failed;
        }

        using var stand = request.DryRun ? StandInFolder.For(host.Services) : null;
        return await run.RunAsync(
            host.Services,
            CommandRun.ImportStopped,
            async () =>
            {
                var import = host.Services.GetRequiredService<MarkdownImport>();
                var wanted = request with { Zone = zone, Language = language };
                var report = await import.RunAsync(wanted, ImportProgressLine.On(run.Error), cancellationToken);
                return await run.ReportAsync(report, asJson, $"{path} contains no Markdown files");
            },
            cancellationToken
        );
    }

    /// <summary>A backup is a file; sites and texts are folders.</summary>
    private static bool MayBeFile(SiteGenerator? tool) => tool is null || BackupFormats.Of(tool.Value) is not null;

    /// <summary>
    /// A dry run on a machine without a blog uses an empty database in a temporary folder, so that it writes nothing else.
    /// </summary>
    private sealed class StandInFolder(string path) : IDisposable
    {
        public static StandInFolder? For(IServiceProvider services)
        {
            var options = services.GetRequiredService<IOptions<DataOptions>>().Value;
            if (File.Exists(Path.Combine(options.DataDirectory, "blog.db")))
            {
                return null;
            }

            // DataFolder reads the option on first use, which is after this.
            options.DataDirectory = Directory.CreateTempSubdirectory("blog-dry-run-").FullName;
            return new StandInFolder(options.DataDirectory);
        }

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(path, recursive: true);
        }
    }
}
