using System.Net;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Rendering.Output;

namespace Blog.Data.Comments;

/// <summary>
/// A comment on a post. Name, addresses and text are personal data: they reach no page of readers but as the post's comments, and no log.
/// </summary>
public sealed class Comment
{
    /// <summary><see cref="Source"/> of what was written in this program, here or elsewhere.</summary>
    public const string OwnSource = "blog";

    private Comment() { }

    /// <summary>A comment of another system.</summary>
    public Comment(FormerPage page, ImportedComment imported, string sourceId, int? runId)
    {
        (FormerPage, PostId) = (page, page.PostId);
        (Name, Email, Website, Ip) = (imported.Content.Name, imported.Content.Email, imported.Content.Website, imported.Content.Ip);
        (Text, Kind, State, CreatedAt) = (imported.Content.Text, imported.Kind, imported.State, imported.At);
        (ByAuthor, Pinned, Likes) = (imported.ByAuthor, imported.Pinned, imported.Likes);
        (EditedAt, Language, WriterHash) = (
            imported.EditedAt,
            imported.Language,
            imported.ByAuthor ? null : WriterHashOf(imported.Content)
        );
        (Source, SourceId, ImportRunId) = (page.Source, sourceId, runId);
    }

    /// <summary>A comment sent by a reader or an author of the blog.</summary>
    public Comment(SentComment sent, CommentState state, CommentReason? reason, DateTimeOffset now)
    {
        (PostId, ParentId, Language, AuthorId, ByAuthor) = (
            sent.PostId,
            sent.ParentId,
            sent.Language,
            sent.AuthorId,
            sent.AuthorId is not null
        );
        (Name, Email, Website, Ip, Text) = (
            sent.Content.Name,
            sent.Content.Email,
            sent.Content.Website,
            sent.Content.Ip,
            sent.Content.Text
        );
        (TokenHash, WriterHash) = (sent.TokenHash, WriterHashOf(sent.Content));
        (Source, SourceId) = (OwnSource, Guid.NewGuid().ToString("N")); // an export of this blog that comes back finds it
        (State, Reason, CreatedAt, StateChangedAt) = (state, reason, now, now);
    }

    public int Id { get; private set; }

    /// <summary>The post; null while nobody knows which one it belongs to.</summary>
    public int? PostId { get; private set; }

    /// <summary>The comment it answers, of the same post; null for none.</summary>
    public int? ParentId { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public string? Website { get; private set; }

    /// <summary>Internet address it was sent from; after some days its network only (<c>203.0.113.0/24</c>), and later nothing.</summary>
    public string? Ip { get; private set; }

    /// <summary>Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The text as readers see it, made when it is approved; null before, and until an imported one has its turn.</summary>
    public RenderedHtml? Html { get; private set; }

    /// <summary>The text without markup, made with <see cref="Html"/>.</summary>
    public string? PlainText { get; private set; }

    /// <summary>Version of the renderer that made <see cref="Html"/>; empty to make it.</summary>
    public string RendererVersion { get; private set; } = "";

    public CommentKind Kind { get; private set; }

    public CommentState State { get; private set; }

    /// <summary>The state before, so that an act can be undone; null if it never changed.</summary>
    public CommentState? StateBefore { get; private set; }

    /// <summary>Why it waits or is taken for spam; null for no reason but that nobody has looked at it.</summary>
    public CommentReason? Reason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its writer or an author last changed the text; null if never.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>When it came into its state; null if it was imported with it.</summary>
    public DateTimeOffset? StateChangedAt { get; private set; }

    /// <summary>BCP 47 tag of the post it was written on; null if it was imported.</summary>
    public string? Language { get; private set; }

    /// <summary>SHA-256 of the secret in its writer's link; null if there is no such link.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>See <see cref="WriterHashOf"/>.</summary>
    public string? WriterHash { get; private set; }

    /// <summary>Row id of the author of the blog who wrote it; null for others.</summary>
    public int? AuthorId { get; private set; }

    /// <summary>Optimistic concurrency version, incremented by every change of text or state.</summary>
    public int Version { get; private set; }

    /// <summary>Whether an author of the blog wrote it.</summary>
    public bool ByAuthor { get; private set; }

    public bool Pinned { get; private set; }

    /// <summary>Votes for it less those against it.</summary>
    public int Likes { get; private set; }

    /// <summary>The system it was written in: <see cref="OwnSource"/>, or the one it was imported from.</summary>
    public string? Source { get; private set; }

    /// <summary>Its id there; unique with <see cref="Source"/>.</summary>
    public string? SourceId { get; private set; }

    /// <summary>The page it was written on there.</summary>
    public int? FormerPageId { get; private set; }

    /// <summary>That page, if loaded.</summary>
    public FormerPage? FormerPage { get; private set; }

    /// <summary>Row id of the import that brought it.</summary>
    public int? ImportRunId { get; private set; }

    /// <summary>Answers another comment.</summary>
    public void Answer(int? commentId) => ParentId = commentId;

    /// <summary>
    /// Tells one writer from another: a hash of name and mail address. Null without an address, since anybody can write a name.
    /// </summary>
    public static string? WriterHashOf(CommentContent content) =>
        content is { Name: { } name, Email: { } email }
            ? SecretToken.HashOf(string.Create(CultureInfo.InvariantCulture, $"{name.ToUpperInvariant()}\n{email.ToUpperInvariant()}"))
            : null;

    /// <summary>Readers see it from now on.</summary>
    public void Approve(RenderedComment rendered, DateTimeOffset now)
    {
        Show(rendered);
        Enter(CommentState.Approved, null, now);
    }

    /// <summary>Replaces the HTML of an unchanged text.</summary>
    public void Show(RenderedComment rendered) =>
        (Html, PlainText, RendererVersion) = (rendered.Html, rendered.PlainText, rendered.Version);

    /// <summary>Nobody but its writer and the authors see it, until it is approved.</summary>
    public void Wait(CommentReason? reason, DateTimeOffset now) => Enter(CommentState.Waiting, reason, now);

    public void MarkSpam(CommentReason? reason, DateTimeOffset now) => Enter(CommentState.Spam, reason, now);

    public void Delete(DateTimeOffset now) => Enter(CommentState.Trash, null, now);

    /// <summary>Replaces name and text; what was approved has to be approved again.</summary>
    public void Edit(string? name, string text, DateTimeOffset now)
    {
        (Name, Text, EditedAt) = (name, text, now);
        WriterHash = WriterHashOf(new CommentContent { Name = name, Email = Email });
        (Html, PlainText, RendererVersion) = (null, null, "");
        Version++;
    }

    /// <summary>Returns to the state before.</summary>
    /// <param name="rendered">Its text, for readers to see if that was the state.</param>
    public void Undo(RenderedComment rendered, DateTimeOffset now)
    {
        var state = StateBefore ?? CommentState.Waiting;
        if (state == CommentState.Approved)
        {
            Show(rendered);
        }

        Enter(state, state == CommentState.Approved ? null : Reason, now);
    }

    /// <summary>Keeps nothing but its place, for its answers.</summary>
    public void Erase(DateTimeOffset now)
    {
        (Name, Email, Website, Ip, TokenHash, WriterHash, AuthorId, ByAuthor) = (null, null, null, null, null, null, null, false);
        (Text, Html, PlainText, RendererVersion) = ("", null, null, "");
        Enter(CommentState.Trash, null, now);
        StateBefore = null;
    }

    /// <summary>Keeps no more than the network of the address it was sent from.</summary>
    public void ShortenAddress() => Ip = IPAddress.TryParse(Ip, out var address) ? ClientNetwork.Of(address) : Ip;

    private void Enter(CommentState state, CommentReason? reason, DateTimeOffset now)
    {
        StateBefore = State;
        (State, Reason, StateChangedAt) = (state, reason, now);
        Version++;
    }
}
