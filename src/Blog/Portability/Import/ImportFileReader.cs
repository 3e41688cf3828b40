using System.Security.Cryptography;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Blog.Rendering.Text;

namespace Blog.Portability.Import;

/// <summary>Reads the files of a folder as posts.</summary>
/// <param name="site">The site that was made of the folder; null for none.</param>
internal sealed class ImportFileReader(SourceFolder folder, OldSite? site, ImportTemplates templates, SiteSettings settings)
{
    private const int ReportEvery = 50;

    /// <summary>Reads all files.</summary>
    /// <param name="files">Relative to the folder.</param>
    /// <param name="conventions">How dates and languages are read.</param>
    /// <param name="entries">Gets the outcome of what is no post.</param>
    public List<ImportItem> ReadAll(
        IReadOnlyList<string> files,
        PostFileConventions conventions,
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

            var (item, entry) = ReadSafely(path, conventions);
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
    private (ImportItem? Item, ImportEntry? Entry) ReadSafely(string path, PostFileConventions conventions)
    {
        try
        {
            return Read(path, conventions);
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            return (
                null,
                new ImportEntry(path, ImportOutcome.Refused, null, $"cannot be read ({unforeseen.GetType().Name}: {unforeseen.Message})")
            );
        }
    }

    private (ImportItem? Item, ImportEntry? Entry) Read(string path, PostFileConventions conventions)
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

        post = site is null ? post : AsPublished(site, path, file, post, conventions.Zone);
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
        post = WithoutReservedAliases(converted);
        var item = new ImportItem(file, ImportKeys.Of(folder.KeyOf(path)), post, Convert.ToHexStringLower(SHA256.HashData(bytes)))
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

        return (item, null);
    }

    /// <summary>The post as the old site had it, at the old site's addresses.</summary>
    private PostFile AsPublished(OldSite site, string path, PostFilePath file, PostFile post, TimeZoneInfo zone)
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
    private PostFile WithoutReservedAliases(PostFile post)
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
