using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;

namespace Blog.Data.Redirects;

/// <summary>A redirect from a former public address. It points to a row, not to a path, so that there are no redirect chains.</summary>
public sealed class Redirect
{
    private Redirect() { }

    private Redirect(string path, DateTimeOffset at)
    {
        Path = path;
        PathKey = PostAddress.KeyOf(path);
        CreatedAt = at;
    }

    public int Id { get; private set; }

    /// <summary>The decoded former path.</summary>
    public string Path { get; private set; } = "";

    /// <summary><see cref="PostAddress.KeyOf"/> of the path; unique.</summary>
    public string PathKey { get; private set; } = "";

    /// <summary>The post it leads to.</summary>
    public int? PostId { get; private set; }

    /// <summary>The post it leads to, if loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>The tag it leads to.</summary>
    public int? TagId { get; private set; }

    /// <summary>The tag it leads to, if loaded.</summary>
    public Tag? Tag { get; private set; }

    /// <summary>The category it leads to.</summary>
    public int? CategoryId { get; private set; }

    /// <summary>The category it leads to, if loaded.</summary>
    public Category? Category { get; private set; }

    /// <summary>The series it leads to.</summary>
    public int? SeriesId { get; private set; }

    /// <summary>The series it leads to, if loaded.</summary>
    public Series? Series { get; private set; }

    /// <summary>The media file it leads to.</summary>
    public string? MediaFileId { get; private set; }

    /// <summary>The media file it leads to, if loaded.</summary>
    public MediaFile? MediaFile { get; private set; }

    /// <summary>
    /// Name of the <see cref="SystemPage"/> it leads to; for a redirect to a tag or category, the feed of it that is meant. Null for none.
    /// </summary>
    public string? Page { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Row id of the import that added it and that may take it back; null for none, or once it leads elsewhere.</summary>
    public int? ImportRunId { get; private set; }

    /// <summary>An old path of a post.</summary>
    public static Redirect To(Post post, string path, DateTimeOffset at) => new(path, at) { Post = post };

    /// <summary>An old path of a tag.</summary>
    public static Redirect To(Tag tag, string path, DateTimeOffset at) => new(path, at) { Tag = tag };

    /// <summary>An old path of a category.</summary>
    public static Redirect To(Category category, string path, DateTimeOffset at) => new(path, at) { Category = category };

    /// <summary>An old path of a series.</summary>
    public static Redirect To(Series series, string path, DateTimeOffset at) => new(path, at) { Series = series };

    /// <summary>An old path of a media file.</summary>
    public static Redirect To(MediaFile file, string path, DateTimeOffset at) => new(path, at) { MediaFile = file, MediaFileId = file.Id };

    /// <summary>An old path of a page of the system.</summary>
    /// <param name="page">A name of <see cref="SystemPage"/>.</param>
    public static Redirect ToPage(string page, string path, DateTimeOffset at) => new(path, at) { Page = page };

    /// <summary>The same redirect, to a feed of its tag or category.</summary>
    /// <param name="feed">A feed's name of <see cref="SystemPage"/>.</param>
    public Redirect ToFeed(string feed)
    {
        Page = feed;
        return this;
    }

    /// <summary>The same redirect, added by an import.</summary>
    public Redirect Of(int? importRunId)
    {
        ImportRunId = importRunId;
        return this;
    }

    /// <summary>Changes the target to a post.</summary>
    public void LeadTo(Post post)
    {
        Forget();
        (Post, PostId) = (post, post.Id);
    }

    /// <summary>Changes the target to a tag.</summary>
    public void LeadTo(Tag tag)
    {
        Forget();
        (Tag, TagId) = (tag, tag.Id);
    }

    /// <summary>Changes the target to a category.</summary>
    public void LeadTo(Category category)
    {
        Forget();
        (Category, CategoryId) = (category, category.Id);
    }

    /// <summary>Changes the target to a series.</summary>
    public void LeadTo(Series series)
    {
        Forget();
        (Series, SeriesId) = (series, series.Id);
    }

    private void Forget()
    {
        (Post, PostId, Tag, TagId, Page) = (null, null, null, null, null);
        (Category, CategoryId, MediaFile, MediaFileId) = (null, null, null, null);
        (Series, SeriesId) = (null, null);
        ImportRunId = null;
    }
}
