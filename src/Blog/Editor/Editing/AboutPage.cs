using Blog.Data.Posts;
using Blog.Data.Settings;

namespace Blog.Editor.Editing;

/// <summary>
/// The form of a page about the site and its author, filled in as far as it can be; nothing is stored before it is saved.
/// </summary>
internal static class AboutPage
{
    /// <summary>The value of <c>template</c> in the address of a new post.</summary>
    public const string Template = "about";

    /// <summary>The initial form.</summary>
    /// <param name="language">BCP 47 tag; the main language where the site has no such language.</param>
    public static PostDraft New(string? language, SiteSettings settings)
    {
        var chosen = settings.LanguageOf(language);
        return new PostDraft
        {
            Kind = PostKind.Page,
            Language = chosen.Tag,
            Title = chosen.Tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "关于" : "About",
            Address = settings.AboutPathOf(chosen),
        };
    }
}
