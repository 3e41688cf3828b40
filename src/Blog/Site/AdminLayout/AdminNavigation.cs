using System.Security.Claims;
using Blog.Site.Localization;

namespace Blog.Site.AdminLayout;

/// <summary>The admin navigation entries that a visitor may open.</summary>
public static class AdminNavigation
{
    /// <summary>Path and label of each entry, in order.</summary>
    public static IEnumerable<(string Path, string Text)> Of(AdminTexts words, ClaimsPrincipal person)
    {
        yield return ("/admin", words.Posts);
        yield return ("/admin/media", words.Media);
        if (person.IsOwner)
        {
            yield return ("/admin/taxonomy", words.Taxonomy);
            yield return ("/admin/redirects", words.Redirects);
            yield return ("/admin/people", words.People);
            yield return ("/admin/backups", words.Backups);
            yield return ("/admin/settings", words.Settings);
            yield return ("/admin/status", words.Status);
        }
    }
}
