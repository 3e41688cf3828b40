namespace Blog.Data;

/// <summary>A text as it once was: immutable.</summary>
public sealed class Revision
{
    private Revision()
    {
    }

    /// <summary>Keeps the present text of a post.</summary>
    public Revision(Post post, RevisionKind kind, DateTimeOffset at)
    {
        Post = post;
        Kind = kind;
        Title = post.Title;
        Markdown = post.Markdown;
        CreatedAt = at;
    }

    /// <summary>Row id.</summary>
    public int Id { get; private set; }

    /// <summary>Whose text.</summary>
    public int PostId { get; private set; }

    /// <summary>Whose text, where loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>What made it worth keeping.</summary>
    public RevisionKind Kind { get; private set; }

    /// <summary>The title then.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The text then.</summary>
    public string Markdown { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private set; }
}

/// <summary>What made a revision worth keeping.</summary>
public enum RevisionKind
{
    /// <summary>It was saved by its author.</summary>
    Save,

    /// <summary>It went public.</summary>
    Publish,

    /// <summary>It came by an import.</summary>
    Import,

    /// <summary>The editor kept it by itself.</summary>
    Autosave,

    /// <summary>An older text was brought back.</summary>
    Restore,
}

/// <summary>What its author has written since on a live post, and not published yet: one row a post.</summary>
public sealed class PendingEdit
{
    private PendingEdit()
    {
    }

    /// <summary>Begins an edit.</summary>
    public PendingEdit(Post post, int? baseRevisionId, string title, string markdown, DateTimeOffset at)
    {
        Post = post;
        BaseRevisionId = baseRevisionId;
        Title = title;
        Markdown = markdown;
        UpdatedAt = at;
    }

    /// <summary>The live post.</summary>
    public int PostId { get; private set; }

    /// <summary>The live post, where loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>The revision that the edit began from.</summary>
    public int? BaseRevisionId { get; private set; }

    /// <summary>Who wrote last.</summary>
    public int? LastWriterId { get; private set; }

    /// <summary>The title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The text.</summary>
    public string Markdown { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
}
