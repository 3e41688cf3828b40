using Blog.Data.Addresses;
using Blog.Data.People;
using Blog.Rendering.Output;

namespace Blog.Data.Posts;

/// <summary>A text at an address: a post of the blog, or a page beside it.</summary>
/// <remarks>Born valid by <see cref="Write"/> and changed only by its verbs; the writer also keeps tags, redirects and revisions in step.</remarks>
public sealed class Post
{
    private readonly List<Tag> _tags = [];

    private Post() { }

    public int Id { get; private set; }

    public PostKind Kind { get; private set; }

    /// <summary>BCP 47 tag of the text, one of the site's languages.</summary>
    public string Language { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>The one stored form of the text.</summary>
    public string Markdown { get; private set; } = "";

    public RenderedHtml BodyHtml { get; private set; } = RenderedHtml.Empty;

    public RenderedHtml SummaryHtml { get; private set; } = RenderedHtml.Empty;

    public TableOfContents Contents { get; private set; } = TableOfContents.Empty;

    public string PlainText { get; private set; } = "";

    /// <summary>Characters of Han, kana and hangul plus words of other scripts.</summary>
    public int WordCount { get; private set; }

    /// <summary>Whole minutes, at least 1.</summary>
    public int ReadingMinutes { get; private set; }

    /// <summary>Which renderer (and base path) made the stored HTML.</summary>
    public string RendererVersion { get; private set; } = "";

    /// <summary>The author's one sentence about it; null where there is none.</summary>
    public string? Description { get; private set; }

    /// <summary>Address of the cover image; null where there is none.</summary>
    public string? Cover { get; private set; }

    public int? CategoryId { get; private set; }

    public Category? Category { get; private set; }

    public IReadOnlyCollection<Tag> Tags => _tags;

    /// <summary>Stands before all others on the first page.</summary>
    public bool Pinned { get; private set; }

    /// <summary>Answers at its address, with <c>noindex</c>, and is in no list, feed, sitemap or search.</summary>
    public bool Hidden { get; private set; }

    public bool CommentsOpen { get; private set; }

    /// <summary>Never says that it is old: what it tells does not age.</summary>
    public bool Evergreen { get; private set; }

    /// <summary>Draft, published or trash; a scheduled post is a published one whose time has not come.</summary>
    public PostState State { get; private set; }

    /// <summary>From when on it is public; null for a draft that has no time yet.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When a reader was last told that it changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the row came to be.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    public int AuthorId { get; private set; }

    /// <summary>Who wrote it, where loaded.</summary>
    public Author? Author { get; private set; }

    /// <summary>What a post and its translations share; null where it has none.</summary>
    public string? TranslationGroup { get; private set; }

    /// <summary>Name of the series it belongs to; null where to none.</summary>
    public string? Series { get; private set; }

    public PostAddress Address { get; private set; }

    /// <summary><see cref="PostAddress.Key"/> of the address: unique, so that two spellings cannot be two posts.</summary>
    public string AddressKey { get; private set; } = "";

    /// <summary><c>tag:</c> URI (RFC 4151), fixed at creation.</summary>
    public string FeedId { get; private set; } = "";

    /// <summary>Front-matter fields that the blog has no use for, as they came (JSON); null where none.</summary>
    public string? OtherFields { get; private set; }

    /// <summary>The page of the editor that began it: a repeated first save is the same draft, not a second one. Null where it came another way.</summary>
    public string? DraftKey { get; private set; }

    /// <summary>Where an import found it; null where it was written here.</summary>
    public string? ImportKey { get; private set; }

    /// <summary>Hash of what the import read, so that a second run changes nothing.</summary>
    public string? ImportHash { get; private set; }

    /// <summary>One of the sample posts, which one act removes.</summary>
    public bool IsSample { get; private set; }

    /// <summary>Optimistic version, raised by every change.</summary>
    public int Version { get; private set; }

    /// <summary>A new draft.</summary>
    /// <param name="feedId">Its <c>tag:</c> URI.</param>
    /// <param name="author">Who writes it.</param>
    /// <param name="now">The time.</param>
    public static Post Write(string feedId, Author author, DateTimeOffset now) =>
        new()
        {
            FeedId = feedId,
            Author = author,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Takes a text and what was rendered from it.</summary>
    public void Revise(PostContent content, RenderedPost rendered, string rendererVersion)
    {
        Kind = content.Kind;
        Language = content.Language;
        Title = content.Title.Trim();
        Markdown = content.Markdown;
        Description = Given(content.Description);
        Cover = Given(content.Cover);
        Series = Given(content.Series);
        Pinned = content.Pinned;
        Hidden = content.Hidden;
        CommentsOpen = content.CommentsOpen;
        Evergreen = content.Evergreen;
        Show(rendered, rendererVersion);
        Version++;
    }

    public PostContent ToContent() =>
        new()
        {
            Kind = Kind,
            Language = Language,
            Title = Title,
            Markdown = Markdown,
            Description = Description ?? "",
            Cover = Cover ?? "",
            Series = Series ?? "",
            Pinned = Pinned,
            Hidden = Hidden,
            CommentsOpen = CommentsOpen,
            Evergreen = Evergreen,
        };

    /// <summary>Belongs together with the posts of this group: the same text in other languages.</summary>
    public void BelongTo(string? translationGroup) => TranslationGroup = Given(translationGroup);

    /// <summary>Keeps fields that the blog has no use for.</summary>
    public void Carry(string? otherFields) => OtherFields = otherFields;

    /// <summary>Takes new HTML for the same text: a renderer became better, an image got its size.</summary>
    public void Show(RenderedPost rendered, string rendererVersion)
    {
        BodyHtml = rendered.Body;
        SummaryHtml = rendered.Summary;
        Contents = rendered.Contents;
        PlainText = rendered.PlainText;
        WordCount = rendered.WordCount;
        ReadingMinutes = rendered.ReadingMinutes;
        RendererVersion = rendererVersion;
    }

    /// <summary>Makes it public from an instant on; one in the future schedules it.</summary>
    public void Publish(DateTimeOffset at)
    {
        State = PostState.Published;
        PublishedAt = at;
        Version++;
    }

    /// <summary>Whether readers see it at an instant.</summary>
    public bool IsPublic(DateTimeOffset now) => State == PostState.Published && PublishedAt <= now;

    /// <summary>Whether it waits for its time.</summary>
    public bool IsScheduled(DateTimeOffset now) => State == PostState.Published && PublishedAt > now;

    /// <summary>Notes when its author means to publish a draft; nothing happens by itself then.</summary>
    public void PlanFor(DateTimeOffset? at) => PublishedAt = at;

    /// <summary>Takes it back from the public; a time it had is kept.</summary>
    public void Unpublish()
    {
        State = PostState.Draft;
        Version++;
    }

    /// <summary>Puts it into the trash; it keeps its address.</summary>
    public void Discard()
    {
        State = PostState.Trash;
        Version++;
    }

    /// <summary>Takes it out of the trash, as a draft.</summary>
    public void Restore() => Unpublish();

    /// <summary>Tells readers that it changed at an instant.</summary>
    public void MarkUpdated(DateTimeOffset at) => UpdatedAt = at;

    /// <summary>Moves it; the writer leaves a redirect behind.</summary>
    public void MoveTo(PostAddress address)
    {
        Address = address;
        AddressKey = address.Key;
    }

    /// <summary>Whether a path is its address, in any spelling.</summary>
    public bool Holds(string path) => string.Equals(PostAddress.KeyOf(path), AddressKey, StringComparison.Ordinal);

    /// <summary>Files it under a category and tags.</summary>
    public void File(Category? category, IEnumerable<Tag> newTags)
    {
        Category = category;
        CategoryId = category?.Id;
        var wanted = newTags.Distinct().ToList();
        _tags.RemoveAll(tag => !wanted.Contains(tag));
        _tags.AddRange(wanted.Except(_tags));
    }

    /// <summary>Files it anew from outside the editor: whoever is writing it at this time is told.</summary>
    public void Refile(Category? category, IEnumerable<Tag> newTags)
    {
        File(category, newTags);
        Version++;
    }

    /// <summary>Remembers the page of the editor that began it.</summary>
    public void BeganOn(string? draftKey) => DraftKey = draftKey;

    /// <summary>Remembers where an import found it.</summary>
    public void CameFrom(string importKey, string importHash, bool isSample)
    {
        ImportKey = importKey;
        ImportHash = importHash;
        IsSample = isSample;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public enum PostKind
{
    /// <summary>Stands in lists, by date.</summary>
    Post,

    /// <summary>Stands beside them: about, friends.</summary>
    Page,
}

/// <summary>What its author decided about a post.</summary>
public enum PostState
{
    Draft,

    /// <summary>Public from its time on.</summary>
    Published,

    /// <summary>Thrown away, but not yet for good.</summary>
    Trash,
}
