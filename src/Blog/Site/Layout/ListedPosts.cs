using Blog.Data.Posts;

namespace Blog.Site.Layout;

/// <summary>Which of the matching posts a reader's list shows.</summary>
public static class ListedPosts
{
    /// <summary>
    /// In an edition, the posts of its language. In a list that mixes languages, a post and its translations once: the one in the main
    /// language, or else the oldest that matches.
    /// </summary>
    /// <param name="posts">All filters of the list applied: a translation that does not match must not hide one that does.</param>
    public static IQueryable<Post> ListedIn(this IQueryable<Post> posts, SiteContext site)
    {
        if (site.ListedLanguage is { } language)
        {
            return posts.In(language);
        }

        var main = site.Settings.Main.Tag;
        return posts.Where(post =>
            post.TranslationGroup == null
            || !posts.Any(other =>
                other.TranslationGroup == post.TranslationGroup
                && (other.Language == main ? post.Language != main || other.Id < post.Id : post.Language != main && other.Id < post.Id)
            )
        );
    }
}
