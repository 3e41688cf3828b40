using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Export;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.Sources;
using Blog.Rendering;

namespace Blog.Portability.Import;

/// <summary>The state of one file during an import.</summary>
/// <param name="post">What the file says, without its text.</param>
/// <param name="text">Its text.</param>
internal sealed class ImportItem(PostFilePath file, string key, PostFile post, SpooledText text, string contentHash)
{
    /// <summary>Increment whenever the same file would produce a different post.</summary>
    private const string Version = "3";

    public PostFilePath File { get; } = file;

    /// <summary>What the file says; its text is in <see cref="Text"/>.</summary>
    public PostFile Post { get; } = post;

    /// <summary>The text, read anew each time: all texts at once may be larger than the memory.</summary>
    public string Text => text.Read();

    /// <summary>What the report calls it: its path, or for a post of a backup what its author knows it by.</summary>
    public string Name { get; init; } = file.Path;

    /// <summary>Whether the lines of its file are those of a text that its author wrote.</summary>
    public bool HasLines { get; init; } = true;

    /// <summary>Maps the 1-based lines of its text to those of the file's body.</summary>
    public Func<int, int> SourceLine { get; init; } = line => line;

    /// <summary>The key that identifies the file in the database.</summary>
    public string Key { get; set; } = key;

    /// <summary>The site's tag for the post's language.</summary>
    public string Language { get; set; } = post.Language;

    /// <summary>The tag that the file gives, where it says more than <see cref="Language"/>; empty otherwise.</summary>
    public string LanguageVariant { get; set; } = "";

    /// <summary>What an export of this program says of it besides its file; null for any other source.</summary>
    public ExportedPost? Exported { get; init; }

    /// <summary>The key of its translation group.</summary>
    public string? Group { get; set; }

    public List<string> Warnings { get; } = [.. post.Warnings];

    public IReadOnlyList<MarkdownLink> Links { get; set; } = [];

    /// <summary>Local images, including the cover, by address as written.</summary>
    public Dictionary<string, FoundFile> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it gets an address of this blog's own pattern, and its old one redirects.</summary>
    public bool IsReaddressed { get; set; }

    /// <summary>Its addresses on the old site, the likeliest first.</summary>
    public IReadOnlyList<string> OldAddresses => Post.Address is { } address ? [address, .. Post.Aliases] : Post.Aliases;

    /// <summary>Images of other hosts that have been fetched, including the cover, by address as written.</summary>
    public Dictionary<string, MediaFile> Homes { get; } = new(StringComparer.Ordinal);

    /// <summary>What its other addresses mean, as written.</summary>
    public Dictionary<string, LinkTarget> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>The post imported by an earlier run.</summary>
    public int? ExistingId { get; set; }

    /// <summary>The current or planned address.</summary>
    public PostAddress Address { get; set; }

    /// <summary>What to write, until it is written; without the post that exists.</summary>
    public PostPlan? Plan { get; set; }

    /// <summary>The text of the post here, which was edited since an earlier import; null if it may be written.</summary>
    public string? EditedText { get; set; }

    /// <summary>The outcome; null while in progress.</summary>
    public ImportEntry? Entry { get; set; }

    /// <summary>Hash of everything the post depends on: the text, its images and the import version.</summary>
    public string HashWith(ImportedImages images, string zone)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var part in new[] { Version, contentHash, zone, Language + LanguageVariant, Group ?? "" }
                .Concat(
                    Images
                        .OrderBy(image => image.Key, StringComparer.Ordinal)
                        .Select(image => image.Key + "=" + images.HashOf(image.Value.Path!))
                )
                .Concat(Homes.OrderBy(home => home.Key, StringComparer.Ordinal).Select(home => home.Key + "=" + home.Value.Id))
                .Concat(IsReaddressed ? ["new address"] : [])
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The old addresses of its images.</summary>
    /// <param name="root">The path under which the old site was published; empty for the root of its host.</param>
    public IEnumerable<(FoundFile File, string OldPath)> OldImageAddresses(string root)
    {
        foreach (var (url, file) in Images)
        {
            if (file.OldAddress is not null)
            {
                yield return (file, file.OldAddress);
                yield return (file, root + file.OldAddress);
            }

            if (LocalAddress.PathOf(url) is { } path && (path.StartsWith('/') ? file.OldAddress is null : Post.Address is not null))
            {
                var resolved = LocalAddress.Resolve(Post.Address ?? "/", path); // as browsers resolved it
                yield return (file, resolved);
                yield return (file, root + resolved);
            }
        }
    }

    /// <summary>The save request, without text and cover, which depend on where its images come to be.</summary>
    public PostRequest Request(string hash, Post? existing, DateTimeOffset now, bool asSample) =>
        new()
        {
            Content = Post.ToContent(Language, LanguageVariant) with
            {
                Description = Cut(Post.Description, TextLengths.Line, "description") ?? "",
                Series = Cut(Post.Series, TextLengths.Title, "series") ?? "",
            },
            AuthorName = Cut(Post.Author, TextLengths.Name, "author"),
            TranslationGroup = Cut(Group, TextLengths.Title, "translation key"),
            OtherFields = Post.OtherFields,
            Address = WantedAddress(existing),
            Slug = Post.Name,
            Category = Post.Category,
            Tags = Post.Tags,
            PublishAt = Post.IsDraft ? null : Post.Date ?? existing?.PublishedAt ?? now,
            UpdatedAt = Post.Updated ?? Post.Date ?? (existing is null ? null : now),
            Revision = RevisionKind.Import,
            OldPaths = IsReaddressed ? OldAddresses : Post.Aliases,
            ImportKey = Key,
            ImportHash = hash,
            IsSample = asSample || Exported is { Sample: true },
            Origin = Exported is { } origin ? new PostOrigin(origin.FeedId, origin.Created, origin.Trash) : null,
            Plan = Exported is not null && Post.IsDraft ? new PlannedTime(Post.Date) : null,
        };

    /// <summary>
    /// The address to write; null to make one of its name. A post that has left its old address already stays where it is.
    /// </summary>
    private string? WantedAddress(Post? existing) =>
        !IsReaddressed || Post.Address is null ? Post.Address ?? existing?.Address.Value
        : existing is not null && !OldAddresses.Contains(existing.Address.Value, StringComparer.Ordinal) ? existing.Address.Value
        : null;

    /// <summary>The text with new addresses; a target without one stays.</summary>
    public string Rewrite(Func<MarkdownLink, string?> address) => MarkdownLinks.Rewrite(Text, Links, address);

    /// <summary>Its cover, with the new address if it is an image that is here now.</summary>
    public string? CoverAt(Dictionary<string, string> paths)
    {
        var cover = Post.Cover is { } written ? paths.GetValueOrDefault(written, written) : null;
        if (cover is not { Length: > TextLengths.Line })
        {
            return cover;
        }

        Warnings.Add($"the cover's address is longer than {TextLengths.Line} characters: left out");
        return null;
    }

    /// <summary>The outcome for a post that was edited here.</summary>
    public ImportEntry Left(IReadOnlyList<string> difference) =>
        Done(ImportOutcome.Edited) with
        {
            Reason =
                difference.Count > 0
                    ? "was edited here since the last import, and the file has changed: left as it is (--overwrite writes the file over it)"
                    : "its details were changed here since the last import: left as it is (--overwrite writes the file over it)",
            Difference = difference,
        };

    public ImportEntry Refused(string reason, int bodyLine) =>
        new(Name, ImportOutcome.Refused, null, reason, bodyLine > 0 && HasLines ? LineInFile(bodyLine) : 0)
        {
            Title = Post.Title,
            Warnings = Warnings,
        };

    /// <summary>The line of the file for a 1-based line of the text.</summary>
    public int LineInFile(int line) => Post.BodyLine + SourceLine(line) - 1;

    public ImportEntry Done(ImportOutcome outcome) =>
        new(Name, outcome, Address.Value)
        {
            Title = Post.Title,
            PostId = ExistingId,
            Warnings = Warnings,
        };

    private string? Cut(string? text, int length, string what)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        Warnings.Add($"its {what} was truncated to {length} characters");
        return TextLengths.Cut(text, length);
    }
}
