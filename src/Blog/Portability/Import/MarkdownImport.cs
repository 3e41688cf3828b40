using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>
/// Imports a folder of Markdown files: reads all files, plans all addresses (so that links between posts can be rewritten), then stores
/// images, renders and writes post by post. A bad file does not affect the others, and a second run changes nothing.
/// </summary>
public sealed class MarkdownImport(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int BatchSize = 8;
    private const int ReportEvery = 50;
    private const string DefaultZone = "default";

    /// <summary>Runs the import.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be read.</exception>
    public async Task<ImportReport> RunAsync(
        ImportRequest request,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new ImportProgress(ImportStage.Looking, 0, 0));
        var folder = SourceFolder.Open(request.Path, request.Tool);
        SiteSettings settings;
        await using (var scope = scopes.CreateAsyncScope())
        {
            settings = await scope.ServiceProvider.GetRequiredService<BlogDb>().Settings.AsNoTracking().SingleAsync(cancellationToken);
        }

        var (zone, saidBy) = ZoneOf(request, folder, settings);
        var images = new ImportedImages(folder);
        var site = OldSite.Of(folder);
        var (files, notes) = folder.Walk();
        var templates = new ImportTemplates(folder, files);
        var entries = new Dictionary<string, ImportEntry>(StringComparer.Ordinal);
        var conventions = new PostFileConventions(zone, folder.Tool)
        {
            Now = clock.GetUtcNow(),
            Language = request.Language,
            SiteLanguage = PostFileLanguage.Normalize(folder.LanguageName),
        };
        var items = ReadAll(folder, site, files, conventions, images, templates, settings, entries, progress);
        if (saidBy == DefaultZone && SiteTimeZone.Of(DatesOf(items)) is { } usual)
        {
            // The other dates are of the same author: read again, so that this run and the next agree.
            (zone, saidBy) = (usual, "the offset of most dates");
            items = ReadAll(folder, site, files, conventions with { Zone = zone }, images, templates, settings, entries, progress);
        }

        TranslationGroups.Assign(items);

        await using (var scope = scopes.CreateAsyncScope())
        {
            await new ImportPlanner(request, images, items, zone.Id, clock).PlanAsync(scope.ServiceProvider, cancellationToken);
        }

        if (!request.AsSamples && items.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var stated = saidBy == DefaultZone ? null : zone;
            if (
                await SiteTimeZone.FollowAsync(scope.ServiceProvider, stated, DatesOf(items), request.DryRun, cancellationToken) is { } note
            )
            {
                notes = [.. notes, note];
            }
        }

        var run = new ImportRun(request, images, items, site?.Host, clock);
        var done = entries.Count + items.Count(item => item.Entry is not null);
        foreach (var batch in items.Where(item => item.Entry is null).Chunk(BatchSize).ToList())
        {
            progress?.Report(new ImportProgress(ImportStage.Writing, done, files.Count));
            done += batch.Length;
            await using var scope = scopes.CreateAsyncScope();
            await run.WriteAsync(scope.ServiceProvider, batch, cancellationToken);
        }

        progress?.Report(new ImportProgress(ImportStage.Done, files.Count, files.Count));
        foreach (var item in items)
        {
            entries[item.File.Path] = item.Entry!;
        }

        IReadOnlyList<KeptAddress> kept = [];
        if (site is not null && !request.AsSamples)
        {
            notes = [.. notes, .. site.Config.Problems];
            await using var scope = scopes.CreateAsyncScope();
            kept = await new OldPageRedirects(scope.ServiceProvider.GetRequiredService<BlogDb>(), site, clock).KeepAsync(
                items,
                settings,
                zone,
                request.DryRun,
                cancellationToken
            );
        }

        return new ImportReport(
            $"{zone.Id} ({saidBy})",
            [.. files.Select(file => entries[file])],
            [.. notes, .. templates.Notes],
            request.DryRun
        )
        {
            Kept = [.. items.SelectMany(KeptAddress.Of), .. kept],
        };
    }

    private static (TimeZoneInfo Zone, string SaidBy) ZoneOf(ImportRequest request, SourceFolder folder, SiteSettings settings) =>
        request.Zone is not null ? (request.Zone, "--time-zone")
        : PostFileDate.TryZone(folder.ZoneName, out var configured) ? (configured, folder.Config.Name!)
        : settings.HasTimeZone ? (settings.Zone, "the site's setting")
        : (TimeZoneInfo.Utc, DefaultZone);

    private static List<DateTimeOffset> DatesOf(List<ImportItem> items) =>
        [.. items.Select(item => item.Post.Date).OfType<DateTimeOffset>()];

    private static List<ImportItem> ReadAll(
        SourceFolder folder,
        OldSite? site,
        IReadOnlyList<string> files,
        PostFileConventions conventions,
        ImportedImages images,
        ImportTemplates templates,
        SiteSettings settings,
        Dictionary<string, ImportEntry> entries,
        IProgress<ImportProgress>? progress
    )
    {
        var items = new List<ImportItem>();
        foreach (var (index, path) in files.Index())
        {
            if (index % ReportEvery == 0)
            {
                progress?.Report(new ImportProgress(ImportStage.Reading, index, files.Count));
            }

            var (item, entry) = ReadSafely(folder, site, path, conventions, images, templates, settings);
            if (item is not null)
            {
                items.Add(item);
            }
            else
            {
                entries[path] = entry!;
            }
        }

        return items;
    }

    /// <summary>The boundary to untrusted files and third-party parsers: an exception affects only its own file.</summary>
    private static (ImportItem? Item, ImportEntry? Entry) ReadSafely(
        SourceFolder folder,
        OldSite? site,
        string path,
        PostFileConventions conventions,
        ImportedImages images,
        ImportTemplates templates,
        SiteSettings settings
    )
    {
        try
        {
            return Read(folder, site, path, conventions, images, templates, settings);
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            return (
                null,
                new ImportEntry(path, ImportOutcome.Refused, null, $"cannot be read ({unforeseen.GetType().Name}: {unforeseen.Message})")
            );
        }
    }

    private static (ImportItem? Item, ImportEntry? Entry) Read(
        SourceFolder folder,
        OldSite? site,
        string path,
        PostFileConventions conventions,
        ImportedImages images,
        ImportTemplates templates,
        SiteSettings settings
    )
    {
        ImportEntry Skipped(string reason) => new(path, ImportOutcome.Skipped, null, reason);
        ImportEntry Refused(string reason, int line) => new(path, ImportOutcome.Refused, null, reason, line);
        var file = PostFilePath.Of(path);
        if (Path.GetFileName(path).StartsWith("_index.", StringComparison.OrdinalIgnoreCase))
        {
            return (null, Skipped("a section's own page"));
        }

        var info = new FileInfo(folder.PathOf(path));
        if (info.Length > PostFileReader.MaxBytes)
        {
            return (null, Refused($"larger than {PostFileReader.MaxBytes / 1024} KB", 0));
        }

        // Pipes and devices have no length, and reading one might never end, so files without a length are not opened.
        var bytes = info.Length == 0 ? [] : File.ReadAllBytes(info.FullName);
        if (bytes.AsSpan().Trim((byte)'\n').IsEmpty)
        {
            return (null, Skipped("the file is empty, or is a pipe or device"));
        }

        var result = PostFileReader.Read(file, bytes, conventions);
        if (result.Post is not { } post)
        {
            return (null, result.Refusal is { } refusal ? Refused(refusal.Reason, refusal.Line) : Skipped(result.Skipped!));
        }

        post = site is null ? post : AsPublished(site, folder, path, file, post, conventions.Zone);
        if (
            folder.Tool != SiteGenerator.Unknown
            && file.Folder.Length == 0
            && post.Date is null
            && !post.IsPage
            && string.Equals(folder.Root, folder.SiteRoot, StringComparison.Ordinal)
        )
        {
            return (null, Skipped("next to the site's configuration and without a date: not a post"));
        }

        if (TextLimits.Check(post.Markdown) is { } broken)
        {
            return (null, Refused(ImportErrorTexts.Of(broken), broken.Line > 0 ? post.BodyLine + broken.Line - 1 : 0));
        }

        var (converted, sourceLine) = templates.Convert(post, file, bytes, conventions);
        post = WithoutReservedAliases(converted, settings);
        var item = new ImportItem(file, "markdown:" + folder.KeyOf(path), post, Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            SourceLine = sourceLine,
        };
        if (settings.Find(post.Language) is { } language)
        {
            (item.Language, item.LanguageVariant) = (language.Tag, post.Language == language.Tag ? "" : post.Language);
        }
        else
        {
            item.Language = settings.Main.Tag;
            item.Warnings.Add($"its language {post.Language} is not one of the site's: imported as {settings.Main.Tag}");
        }

        item.FindImages(images);
        return (item, null);
    }

    /// <summary>The post as the old site had it, at the old site's addresses.</summary>
    private static PostFile AsPublished(OldSite site, SourceFolder folder, string path, PostFilePath file, PostFile post, TimeZoneInfo zone)
    {
        var key = folder.KeyOf(path);
        post = site.Adapt(key, post);
        var addresses = site.AddressesOf(key, file, post, zone);
        return addresses.Count == 0
            ? post
            : post with
            {
                Address = addresses[0],
                Aliases = [.. post.Aliases, .. addresses.Skip(1), .. site.Root.Length == 0 ? [] : addresses.Select(one => site.Root + one)],
            };
    }

    /// <summary>A redirect from an address that the blog itself uses would never work.</summary>
    private static PostFile WithoutReservedAliases(PostFile post, SiteSettings settings)
    {
        var (kept, warnings) = (new List<string>(), post.Warnings.ToList());
        foreach (var alias in post.Aliases)
        {
            if (
                PostAddress.TryCreate(alias, settings.EditionCodes, out _, mayBeReserved: true)
                is { } error
                    and (AddressError.Reserved or AddressError.Protected)
            )
            {
                warnings.Add($"old address {alias} {ImportErrorTexts.Of(error)}: left out");
            }
            else
            {
                kept.Add(alias);
            }
        }

        return kept.Count == post.Aliases.Count ? post : post with { Aliases = kept, Warnings = warnings };
    }
}
