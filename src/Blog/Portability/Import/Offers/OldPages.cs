using Blog.Data.Addresses;
using Blog.Data.Settings;

namespace Blog.Portability.Import.Offers;

/// <summary>The pages that entries of an old menu may lead to.</summary>
/// <param name="host">The old site's host; null if it is unknown.</param>
/// <param name="root">The path under which the old site was published; empty for the root of its host.</param>
/// <param name="byAddress">Pages of this blog that readers can open, by <see cref="PostAddress.KeyOf"/> of their old addresses.</param>
/// <param name="byFile">The same by the paths of their files below the site.</param>
internal sealed class OldPages(
    string? host,
    string root,
    IReadOnlyDictionary<string, OldMenuPage> byAddress,
    IReadOnlyDictionary<string, OldMenuPage> byFile
)
{
    /// <summary>The page that an entry led to, or why there is none; neither where the navigation has it anyway.</summary>
    /// <param name="code">The language's part of old addresses; null for none.</param>
    public (OldMenuPage? Page, string? Reason) Find(MenuEntry entry, string? code, SiteLanguage language, SiteSettings settings)
    {
        if (byFile.TryGetValue(entry.Address.TrimStart('/'), out var file))
        {
            return Checked(file);
        }

        if (PathOf(entry.Address) is not { } path)
        {
            return (null, "leads to another site");
        }

        var spellings = new[] { code is null ? null : $"/{code}{path}", path }
            .OfType<string>()
            .SelectMany(one => new[] { root + one, one })
            .Select(PostAddress.KeyOf);
        var found = spellings.Select(key => byAddress.GetValueOrDefault(key)).FirstOrDefault(page => page is not null);
        return PostAddress.KeyOf(path) == "/" || (found is not null && IsBuiltIn(found.Path, settings)) ? (null, null)
            : found is null ? (null, "leads to no page of this blog")
            : Checked(found);
    }

    /// <summary>The header always leads to the home page, the archive, the tags and the categories.</summary>
    private static bool IsBuiltIn(string path, SiteSettings settings)
    {
        var parts = PostAddress.KeyOf(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var own = parts.Length > 0 && settings.EditionCodes.Contains(parts[0]) ? parts[1..] : parts;
        return own is [] or ["archives"] or ["tags"] or ["categories"];
    }

    private static (OldMenuPage? Page, string? Reason) Checked(OldMenuPage page) =>
        NavigationLink.ReadPath(PostAddress.Encode(page.Path)) is { } path
            ? (page with { Path = path }, null)
            : (null, "leads to an address that the navigation cannot have");

    private string? PathOf(string address)
    {
        var text = address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            return string.Equals(url.IdnHost, host, StringComparison.OrdinalIgnoreCase) ? Decoded(url.AbsolutePath) : null;
        }

        return text.Length == 0 || text.Contains(':', StringComparison.Ordinal) || text.StartsWith('#')
            ? null
            : Decoded("/" + text.TrimStart('/').Split('#', '?')[0]);
    }

    private static string Decoded(string path) => Uri.UnescapeDataString(path);
}

/// <summary>A page of this blog.</summary>
/// <param name="Path">Its decoded address.</param>
/// <param name="Title">Its title; empty for a list.</param>
internal sealed record OldMenuPage(string Path, string Title);
