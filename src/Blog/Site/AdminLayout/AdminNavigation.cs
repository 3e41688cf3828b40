using System.Security.Claims;
using Blog.Site.Localization;

namespace Blog.Site.AdminLayout;

/// <summary>The admin navigation entries that a visitor may open.</summary>
public static class AdminNavigation
{
    /// <summary>Path and label of each entry, in order.</summary>
    public static IEnumerable<(string Path, string Text)> Of(AdminTexts texts, ClaimsPrincipal person)
    {
        yield return ("/admin", texts.Posts);
        yield return ("/admin/media", texts.Media);
        yield return ("/admin/snippets", texts.Snippets);
        yield return ("/admin/comments", texts.Comments);
        if (person.IsOwner)
        {
            yield return ("/admin/taxonomy", texts.Taxonomy);
            yield return ("/admin/friends", texts.Friends);
            yield return ("/admin/redirects", texts.Redirects);
            yield return ("/admin/people", texts.People);
            yield return ("/admin/import", texts.Imports);
            yield return ("/admin/export", texts.Export);
            yield return ("/admin/git", texts.Git);
            yield return ("/admin/backups", texts.Backups);
            yield return ("/admin/settings", texts.Settings);
            yield return ("/admin/status", texts.Status);
        }
    }
}
