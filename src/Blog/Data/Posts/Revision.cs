using Blog.Data.People;

namespace Blog.Data.Posts;

/// <summary>A text as it once was: immutable.</summary>
public sealed class Revision
{
    private Revision() { }

    /// <summary>Keeps a text that is not, or not yet, the post's own.</summary>
    /// <param name="post">Whose history it belongs to.</param>
    /// <param name="kind">What makes it worth keeping.</param>
    /// <param name="title">Its title.</param>
    /// <param name="markdown">Its text.</param>
    /// <param name="writer">Row id of the author who wrote it; null where unknown.</param>
    /// <param name="at">When.</param>
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

    /// <summary>What made it worth keeping.</summary>
    public RevisionKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Markdown { get; private set; } = "";

    /// <summary>Who wrote it: row id of an author; null where unknown.</summary>
    public int? WriterId { get; private set; }

    /// <summary>Who wrote it, where loaded.</summary>
    public Author? Writer { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}

/// <summary>What made a revision worth keeping.</summary>
public enum RevisionKind
{
    /// <summary>It was saved by its author.</summary>
    Save,

    Publish,

    /// <summary>It came by an import.</summary>
    Import,

    /// <summary>The editor kept it by itself.</summary>
    Autosave,

    /// <summary>An older text was brought back.</summary>
    Restore,

    /// <summary>One side of two that were written at the same time.</summary>
    Conflict,
}
