using System.Security.Cryptography;
using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.OwnExports;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;
using Blog.Rendering.Text;

namespace Blog.Portability.Import;

/// <summary>Reads the files of a folder as posts.</summary>
/// <param name="site">The site that was made of the folder; null for none.</param>
/// <param name="texts">Gets the texts of the posts.</param>
/// <param name="own">The export of this program that the folder is; null if it is none.</param>
/// <param name="repository">The repository that the folder is a copy of; null if it is none.</param>
internal sealed class ImportFileReader(
    SourceFolder folder,
    OldSite? site,
    ImportTemplates templates,
    SiteSettings settings,
    TextSpool texts,
    OwnExport? own,
    RepositoryFiles? repository
)
{
    private const int ReportEvery = 50;
    private const int AtOnce = 32;

    /// <summary>More would read from the disk what waits for the one that comes after.</summary>
    private const int MaxParallel = 4;

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
        // Some at a time: a query over all of them gives each processor a part of the list, and holds what is read of the later parts.
        var parsed = files
            .Chunk(AtOnce)
            .SelectMany(some =>
                some.AsParallel()
                    .AsOrdered()
                    .WithDegreeOfParallelism(Math.Min(Environment.ProcessorCount, MaxParallel))
                    .Select(path => Safely(path, () => Parse(path, conventions)))
                    .ToArray()
            );
        foreach (var (index, one) in parsed.Index())
        {
            if (index % ReportEvery == 0)
            {
                progress?.Report(new ImportProgress(ImportStage.Reading, index, files.Count));
            }

            var read = one.Post is null ? one : Safely(one.Path, () => Read(one, conventions));
            if (read.Item is not null)
            {
                items.Add(read.Item);
            }
            else
            {
                entries[one.Path] = Named(read.Entry!);
            }
        }

        return items;
    }

    /// <summary>An outcome by the name that the author knows.</summary>
    private ImportEntry Named(ImportEntry entry) =>
        site is null ? entry : entry with { Path = site.NameOf(entry.Path), Line = site.HasLines ? entry.Line : 0 };

    /// <summary>The boundary to untrusted files and third-party parsers: an exception affects only its own file.</summary>
    private static FileReading Safely(string path, Func<FileReading> read)
    {
        try
        {
            return read();
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            return new FileReading(path).Refused($"cannot be read ({unforeseen.GetType().Name}: {unforeseen.Message})");
        }
    }

    /// <summary>Reads one file, whatever the others are.</summary>
    private FileReading Parse(string path, PostFileConventions conventions)
    {
        var reading = new FileReading(path);
        if (Path.GetFileName(path).StartsWith("_index.", StringComparison.OrdinalIgnoreCase))
        {
            return reading.Skipped("a section's own page");
        }

        var info = new FileInfo(folder.PathOf(path));
        if (info.Length > PostFileReader.MaxBytes)
        {
            return reading.Refused($"larger than {PostFileReader.MaxBytes / 1024} KB");
        }

        // Pipes and devices have no length, and reading one might never end, so files without a length are not opened.
        var bytes = info.Length == 0 ? [] : File.ReadAllBytes(info.FullName);
        if (bytes.AsSpan().Trim((byte)'\n').IsEmpty)
        {
            return reading.Skipped("the file is empty, or is a pipe or device");
        }

        var isStrict = repository?.Files.GetValueOrDefault(path) is { PostId: not null, IsWanted: true };
        var result = PostFileReader.Read(PostFilePath.Of(path), bytes, conventions with { IsStrict = isStrict });
        return result.Post is { } post ? reading with { Post = post, Bytes = bytes }
            : result.Refusal is { } refusal ? reading.Refused(refusal.Reason, refusal.Line)
            : reading.Skipped(result.Skipped!);
    }

    /// <summary>Makes a post of what was read, as one of its site.</summary>
    private FileReading Read(FileReading reading, PostFileConventions conventions)
    {
        var (path, file, post) = (reading.Path, PostFilePath.Of(reading.Path), reading.Post!);
        post = own?.Adapt(path, post) ?? (site is null ? post : AsPublished(site, path, file, post, conventions.Zone));
        if (
            folder.Tool != SiteGenerator.Unknown
            && file.Folder.Length == 0
            && post.Date is null
            && !post.IsPage
            && string.Equals(folder.Root, folder.SiteRoot, StringComparison.Ordinal)
        )
        {
            return reading.Skipped("next to the site's configuration and without a date: not a post");
        }

        if (TextLimits.Check(post.Markdown) is { } broken)
        {
            return reading.Refused(ImportErrorTexts.Of(broken), broken.Line > 0 ? post.BodyLine + broken.Line - 1 : 0);
        }

        var (converted, sourceLine) = templates.Convert(post, file, reading.Bytes, conventions);
        post = WithoutReservedAliases(converted);
        var item = new ImportItem(
            file,
            ImportKeys.Of(folder.KeyOf(path)),
            post with
            {
                Markdown = "",
                Fields = site is BackupSite ? FrontMatterMap.Empty : post.Fields, // all that they say was taken
            },
            texts.Add(post.Markdown),
            Convert.ToHexStringLower(SHA256.HashData(reading.Bytes))
        )
        {
            SourceLine = sourceLine,
            Name = site?.NameOf(path) ?? path,
            HasLines = site is not { HasLines: false },
            Exported = own?.Find(path),
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

        return reading.With(item);
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

    /// <summary>What is known of a file so far: a post, an item, or why it is neither.</summary>
    private sealed record FileReading(string Path)
    {
        public PostFile? Post { get; init; }

        public byte[] Bytes { get; init; } = [];

        public ImportItem? Item { get; private init; }

        public ImportEntry? Entry { get; private init; }

        public FileReading With(ImportItem item) => new(Path) { Item = item };

        public FileReading Skipped(string reason) => new(Path) { Entry = new ImportEntry(Path, ImportOutcome.Skipped, null, reason) };

        public FileReading Refused(string reason, int line = 0) =>
            new(Path) { Entry = new ImportEntry(Path, ImportOutcome.Refused, null, reason, line) };
    }
}
