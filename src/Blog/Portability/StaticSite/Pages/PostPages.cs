using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>The pages of posts, and what each shows of others.</summary>
internal sealed class PostPages(SiteSnapshot site)
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(365);

    private readonly Dictionary<int, string> _neighbours = Neighbours(site);
    private readonly ILookup<(string, string?), string> _series = site
        .Listed.Where(post => post.Series is not null)
        .OrderBy(post => post.SeriesOrder)
        .ThenBy(post => post.PublishedAt)
        .ThenBy(post => post.Id)
        .ToLookup(post => (post.Language, post.Series), post => post.Row);

    /// <summary>Every public post and page, the hidden ones too: they answer at their address.</summary>
    /// <param name="related">Row ids of the posts that its page named as related when it was made.</param>
    public IEnumerable<PlannedPage> All(Func<PostFacts, IReadOnlyList<int>> related) =>
        site
            .Posts.Values.OrderBy(post => post.Id)
            .Select(post => new PlannedPage(post.Address.Value, InputsOf(post, related(post))) { PostId = post.Id, IsHtml = true });

    /// <summary>What tells the state of everything that a post's page shows.</summary>
    /// <param name="related">Row ids of the posts that it names as related.</param>
    /// <remarks>
    /// Which posts are related depends on the words of all others, so it is not asked each time: a page keeps naming the same ones until it
    /// is made again for another reason, or one of them changes or is public no more.
    /// </remarks>
    public string InputsOf(PostFacts post, IReadOnlyList<int> related) =>
        OwnOf(post)
            .Add(_neighbours.GetValueOrDefault(post.Id))
            .AddAll(post is { IsListed: true, Series: not null } ? _series[(post.Language, post.Series)] : [])
            .AddAll(related.Select(id => site.Posts.TryGetValue(id, out var other) && !other.Hidden ? other.Row : "gone"))
            .ToString();

    /// <summary>The Markdown of posts, where the owner publishes it.</summary>
    public IEnumerable<PlannedPage> Sources()
    {
        if (!site.Settings.Discovery.PublishesMarkdown)
        {
            return [];
        }

        return site
            .Posts.Values.Where(post => !post.Hidden)
            .OrderBy(post => post.Id)
            .Select(post => new PlannedPage(post.Address.Value.TrimEnd('/') + ".md", Fingerprint.Of(site.Site, "md", post.Whole)));
    }

    /// <summary>What its page shows that it would show as well if it were the only post.</summary>
    private Fingerprint OwnOf(PostFacts post) =>
        new Fingerprint()
            .Add(site.Site)
            .Add(post.Whole)
            .Add(site.Authors.GetValueOrDefault(post.AuthorId))
            .Add(site.CategoryOf(post))
            .Add(site.AboutSeries(post.Series))
            .Add(site.TranslationsOf(post))
            .Add(site.Settings.AgeNotice && post.IsPost && site.Now - post.UpdatedAt > Old)
            .Add(site.Images.GetValueOrDefault(post.Id))
            .Add(site.Settings.Comments.AreShown ? site.Comments.GetValueOrDefault(post.Id) : null)
            .Add(site.Settings.Comments.IsOpen(post.PublishedAt, site.Now))
            .Add(post.ShownTags);

    /// <summary>What each listed post shows of the ones before and after it in its language.</summary>
    private static Dictionary<int, string> Neighbours(SiteSnapshot site)
    {
        var rows = new Dictionary<int, string>();
        foreach (var language in site.Listed.GroupBy(post => post.Language, StringComparer.Ordinal))
        {
            var posts = language.ToList();
            for (var i = 0; i < posts.Count; i++)
            {
                rows[posts[i].Id] = (i > 0 ? posts[i - 1].Row : "") + "\n" + (i + 1 < posts.Count ? posts[i + 1].Row : "");
            }
        }

        return rows;
    }
}
