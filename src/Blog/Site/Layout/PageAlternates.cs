using Blog.Data.Settings;

namespace Blog.Site.Layout;

/// <summary>The same page in several languages, itself included.</summary>
/// <param name="Pages">Each with its path, without the base path.</param>
/// <param name="Default">Path for readers of any other language (<c>hreflang="x-default"</c>).</param>
public sealed record PageAlternates(IReadOnlyList<(SiteLanguage Language, string Path)> Pages, string Default)
{
    /// <summary>The same list in every edition; null if there is only one.</summary>
    /// <param name="languages">BCP 47 tags of the editions that have it; null for all.</param>
    public static PageAlternates? InEveryEdition(SiteContext site, string path, IReadOnlyCollection<string>? languages = null)
    {
        var having = site.Settings.Languages.Where(language => languages is null || languages.Contains(language.Tag)).ToList();
        return having.Count < 2
            ? null
            // x-default: the list at the root
            : new PageAlternates([.. having.Select(language => (language, SiteContext.EditionPath(path, site.EditionOf(language))))], path);
    }

    /// <summary>The target of the language switch; null if the page does not exist in that language.</summary>
    public string? PathIn(SiteLanguage other, SiteLanguage main) =>
        Pages.Where(page => page.Language == other).Select(page => other == main ? Default : page.Path).FirstOrDefault();
}
