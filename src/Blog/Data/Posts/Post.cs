using Blog.Data.Addresses;
using Blog.Data.People;
using Blog.Rendering.Output;

namespace Blog.Data.Posts;

/// <summary>A post or a standalone page.</summary>
/// <remarks>
/// Created by <see cref="Write"/> and changed only by its methods; <c>PostWriter</c> also maintains tags, redirects and revisions.
/// </remarks>
public sealed class Post
{
    private readonly List<Tag> _tags = [];

    private Post() { }

    public int Id { get; private set; }

    public PostKind Kind { get; private set; }

    /// <summary>BCP 47 tag of the text, one of the site's languages.</summary>
    public string Language { get; private set; } = "";

    /// <summary>BCP 47 tag that says more than <see cref="Language"/>, such as <c>zh-TW</c>; null if there is none.</summary>
    public string? LanguageVariant { get; private set; }

    /// <summary>BCP 47 tag of the text, for <c>lang</c>.</summary>
    public string TextLanguage => LanguageVariant ?? Language;

    public string Title { get; private set; } = "";

    /// <summary>The source text; everything else is rendered from it.</summary>
    public string Markdown { get; private set; } = "";

    public RenderedHtml BodyHtml { get; private set; } = RenderedHtml.Empty;

    public RenderedHtml SummaryHtml { get; private set; } = RenderedHtml.Empty;

    public TableOfContents Contents { get; private set; } = TableOfContents.Empty;

    public string PlainText { get; private set; } = "";

    /// <summary>Characters of Han, kana and hangul plus words of other scripts.</summary>
    public int WordCount { get; private set; }

    /// <summary>Whole minutes, at least 1.</summary>
    public int ReadingMinutes { get; private set; }

    /// <summary><see cref="RenderedPost.Version"/> of the stored HTML; empty to render it again.</summary>
    public string RendererVersion { get; private set; } = "";

    /// <summary>One-sentence description by the author; null if none.</summary>
    public string? Description { get; private set; }

    /// <summary>Address of the cover image; null if none.</summary>
    public string? Cover { get; private set; }

    public int? CategoryId { get; private set; }

    public Category? Category { get; private set; }

    public IReadOnlyCollection<Tag> Tags => _tags;

    /// <summary>Listed before all others on the first page.</summary>
    public bool Pinned { get; private set; }

    /// <summary>Available at its address with <c>noindex</c>, but excluded from lists, feeds, the sitemap and search.</summary>
    public bool Hidden { get; private set; }

    public bool CommentsOpen { get; private set; }

    /// <summary>Never shows the notice that it is old.</summary>
    public bool Evergreen { get; private set; }

    /// <summary>Draft, published or trash; a scheduled post is a published one with a future <see cref="PublishedAt"/>.</summary>
    public PostState State { get; private set; }

    /// <summary>When it becomes public; null for a draft without a planned time.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The last update shown to readers.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the row was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    public int AuthorId { get; private set; }

    /// <summary>Its author, if loaded.</summary>
    public Author? Author { get; private set; }

    /// <summary>Key shared by a post and its translations; null if it has none.</summary>
    public string? TranslationGroup { get; private set; }

    /// <summary>Name of its series; null if none.</summary>
    public string? Series { get; private set; }

    /// <summary>Its place in the series, ascending; null for the order of publication, after those that have one.</summary>
    public int? SeriesOrder { get; private set; }

    public PostAddress Address { get; private set; }

    /// <summary><see cref="PostAddress.Key"/> of the address: unique, so that two spellings cannot be two posts.</summary>
    public string AddressKey { get; private set; } = "";

    /// <summary><c>tag:</c> URI (RFC 4151), fixed at creation.</summary>
    public string FeedId { get; private set; } = "";

    /// <summary>Front-matter fields the blog does not use, preserved as JSON; null if none.</summary>
    public string? OtherFields { get; private set; }

    /// <summary>
    /// The editor page that created it, so that a repeated first save does not create a second draft. Null if created otherwise.
    /// </summary>
    public string? DraftKey { get; private set; }

    /// <summary>
    /// The editor page that made the current version: it does not conflict with itself even if a response never reached it. Null if
    /// anything else made it.
    /// </summary>
    public string? EditorKey { get; private set; }

    /// <summary>The last <see cref="Drafts.DraftForm.Sequence"/> of that page; 0 if it sent none.</summary>
    public long EditorSequence { get; private set; }

    /// <summary>Identifies the imported source file; null if the post was not imported.</summary>
    public string? ImportKey { get; private set; }

    /// <summary>Hash of the imported source, so that a second run changes nothing.</summary>
    public string? ImportHash { get; private set; }

    /// <summary>Whether it is one of the sample posts, which can be removed together.</summary>
    public bool IsSample { get; private set; }

    /// <summary>Optimistic concurrency version, incremented by every change.</summary>
    public int Version { get; private set; }

    /// <summary>Creates a draft.</summary>
    /// <param name="feedId">Its <c>tag:</c> URI.</param>
    /// <param name="author">Its author.</param>
    public static Post Write(string feedId, Author author, DateTimeOffset now) =>
        new()
        {
            FeedId = feedId,
            Author = author,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Replaces the text and the output rendered from it.</summary>
    public void Revise(PostContent content, RenderedPost rendered)
    {
        Kind = content.Kind;
        Language = content.Language;
        LanguageVariant = content.IsVariantOf(content.Language) ? content.LanguageVariant : null;
        Title = content.Title.Trim();
        Markdown = content.Markdown;
        Description = Given(content.Description);
        Cover = Given(content.Cover);
        Series = Given(content.Series);
        SeriesOrder = Series is null ? null : content.SeriesOrder;
        Pinned = content.Pinned;
        Hidden = content.Hidden;
        CommentsOpen = content.CommentsOpen;
        Evergreen = content.Evergreen;
        Show(rendered);
        Advance();
    }

    public PostContent ToContent() =>
        new()
        {
            Kind = Kind,
            Language = Language,
            LanguageVariant = LanguageVariant ?? "",
            Title = Title,
            Markdown = Markdown,
            Description = Description ?? "",
            Cover = Cover ?? "",
            Series = Series ?? "",
            SeriesOrder = SeriesOrder,
            Pinned = Pinned,
            Hidden = Hidden,
            CommentsOpen = CommentsOpen,
            Evergreen = Evergreen,
        };

    /// <summary>Assigns it to a group of translations.</summary>
    public void BelongTo(string? translationGroup) => TranslationGroup = Given(translationGroup);

    /// <summary>Stores front-matter fields the blog does not use.</summary>
    public void Carry(string? otherFields) => OtherFields = otherFields;

    /// <summary>Replaces the rendered output of an unchanged text, for example after a renderer update.</summary>
    public void Show(RenderedPost rendered)
    {
        BodyHtml = rendered.Body;
        SummaryHtml = rendered.Summary;
        Contents = rendered.Contents;
        PlainText = rendered.PlainText;
        WordCount = rendered.WordCount;
        ReadingMinutes = rendered.ReadingMinutes;
        RendererVersion = rendered.Version;
    }

    /// <summary>Publishes it at the given time; a future time schedules it.</summary>
    public void Publish(DateTimeOffset at)
    {
        State = PostState.Published;
        PublishedAt = at;
        Advance();
    }

    /// <summary>Whether it is public at the given time.</summary>
    public bool IsPublic(DateTimeOffset now) => State == PostState.Published && PublishedAt <= now;

    /// <summary>Whether it is scheduled for a later time.</summary>
    public bool IsScheduled(DateTimeOffset now) => State == PostState.Published && PublishedAt > now;

    /// <summary>Records when the author plans to publish a draft; this does not schedule it.</summary>
    public void PlanFor(DateTimeOffset? at) => PublishedAt = at;

    /// <summary>Makes it a draft again; its publication time is preserved.</summary>
    public void Unpublish()
    {
        State = PostState.Draft;
        Advance();
    }

    /// <summary>Moves it to the trash; its address stays reserved.</summary>
    public void Discard()
    {
        State = PostState.Trash;
        Advance();
    }

    /// <summary>Restores it from the trash, as a draft.</summary>
    public void Restore() => Unpublish();

    /// <summary>Sets the update time shown to readers.</summary>
    public void MarkUpdated(DateTimeOffset at) => UpdatedAt = at;

    /// <summary>Changes its address; <c>PostWriter</c> adds the redirect.</summary>
    public void MoveTo(PostAddress address)
    {
        Address = address;
        AddressKey = address.Key;
    }

    /// <summary>Whether a path equals its address after normalization.</summary>
    public bool Holds(string path) => string.Equals(PostAddress.KeyOf(path), AddressKey, StringComparison.Ordinal);

    /// <summary>Sets its category and tags.</summary>
    public void File(Category? category, IEnumerable<Tag> newTags)
    {
        Category = category;
        CategoryId = category?.Id;
        var wanted = newTags.Distinct().ToList();
        _tags.RemoveAll(tag => !wanted.Contains(tag));
        _tags.AddRange(wanted.Except(_tags));
    }

    /// <summary>Sets category and tags from outside the editor; raising the version notifies anyone editing the post.</summary>
    public void Refile(Category? category, IEnumerable<Tag> newTags)
    {
        File(category, newTags);
        Advance();
    }

    /// <summary>Records the editor page that made the current version.</summary>
    /// <param name="editorKey">Key of the page; null if another part of the program made it.</param>
    /// <param name="sequence">Number of the request, increasing per page.</param>
    public void SavedBy(string? editorKey, long sequence) => (EditorKey, EditorSequence) = (editorKey, editorKey is null ? 0 : sequence);

    private void Advance()
    {
        Version++;
        SavedBy(null, 0);
    }

    /// <summary>Records the editor page that created it.</summary>
    public void BeganOn(string? draftKey) => DraftKey = draftKey;

    /// <summary>Records the imported source.</summary>
    public void CameFrom(string importKey, string importHash, bool isSample)
    {
        ImportKey = importKey;
        ImportHash = importHash;
        IsSample = isSample;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
