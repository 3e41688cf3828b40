using Blog.Data.Settings;

namespace Blog.Site.Layout;

/// <summary>The same page in several languages, itself among them.</summary>
/// <param name="Pages">Each with its path, without base path.</param>
/// <param name="Default">Path for readers of any other language (<c>hreflang="x-default"</c>).</param>
public sealed record PageAlternates(IReadOnlyList<(SiteLanguage Language, string Path)> Pages, string Default)
{
    /// <summary>The same list in every edition; null where there is but one.</summary>
    /// <param name="site">The request.</param>
    /// <param name="path">System path.</param>
    /// <param name="languages">BCP 47 tags of the editions that have it; null for all.</param>
    public static PageAlternates? InEveryEdition(SiteContext site, string path, IReadOnlyCollection<string>? languages = null)
    {
        var having = site.Settings.Languages.Where(language => languages is null || languages.Contains(language.Tag)).ToList();
        return having.Count < 2
            ? null
            : new PageAlternates([.. having.Select(language => (language, SiteContext.EditionPath(path, site.EditionOf(language))))], path); // the root's own list
    }

    /// <summary>Where the switch to another language leads; null where the page is not in it.</summary>
    public string? PathIn(SiteLanguage other, SiteLanguage main) =>
        Pages.Where(page => page.Language == other).Select(page => other == main ? Default : page.Path).FirstOrDefault();
}
