namespace Blog.Data.Posts;

/// <summary>
/// An ordered set of posts with a page of its own. Posts name it: <see cref="Post.Series"/> is its title, so that a post in a file and the
/// series in the database need no id in common.
/// </summary>
public sealed class Series
{
    private Series() { }

    public Series(string title, Slug slug, string? language, DateTimeOffset at) =>
        (Title, Slug, Language, CreatedAt) = (title, slug, language, at);

    public int Id { get; private set; }

    /// <summary>Unique.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Unique.</summary>
    public Slug Slug { get; private set; }

    /// <summary>Plain text above its posts; empty for none.</summary>
    public string Description { get; private set; } = "";

    /// <summary>BCP 47 tag of title and description; null if they are in no particular language.</summary>
    public string? Language { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Decoded path of its page, the same in every edition.</summary>
    public string Address => "/series/" + Slug.Value;

    /// <summary>Changes its title or slug; <c>SeriesEditor</c> tells its posts and adds a redirect.</summary>
    public void Rename(string title, Slug slug) => (Title, Slug) = (title, slug);

    public void Describe(string description, string? language) => (Description, Language) = (description.Trim(), language);
}
