using Blog.Data.People;

namespace Blog.Data.Posts;

/// <summary>An earlier text of a post; immutable.</summary>
public sealed class Revision
{
    private Revision() { }

    /// <summary>Creates a revision.</summary>
    /// <param name="post">The post.</param>
    /// <param name="kind">Why it is recorded.</param>
    /// <param name="writer">Row id of the author who wrote it; null if unknown.</param>
    /// <param name="at">When it was written.</param>
    public Revision(Post post, RevisionKind kind, string title, string markdown, int? writer, DateTimeOffset at)
    {
        Post = post;
        Kind = kind;
        Title = title;
        Markdown = markdown;
        WriterId = writer;
        CreatedAt = at;
    }

    public int Id { get; private set; }

    public int PostId { get; private set; }

    public Post? Post { get; private set; }

    /// <summary>Why it was recorded.</summary>
    public RevisionKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Markdown { get; private set; } = "";

    /// <summary>Row id of the author who wrote it; null if unknown.</summary>
    public int? WriterId { get; private set; }

    /// <summary>Who wrote it, if loaded.</summary>
    public Author? Writer { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}

/// <summary>Why a revision was recorded.</summary>
public enum RevisionKind
{
    /// <summary>Saved by an author.</summary>
    Save,

    Publish,

    /// <summary>Imported.</summary>
    Import,

    /// <summary>Saved automatically by the editor.</summary>
    Autosave,

    /// <summary>An older revision was restored.</summary>
    Restore,

    /// <summary>One side of an edit conflict.</summary>
    Conflict,
}
