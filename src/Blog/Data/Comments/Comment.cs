namespace Blog.Data.Comments;

/// <summary>
/// A comment on a post. Name, addresses and text are personal data: they reach no page of readers but as the post's comments, and no log.
/// </summary>
public sealed class Comment
{
    private Comment() { }

    /// <summary>A comment of another system.</summary>
    public Comment(FormerPage page, ImportedComment imported, string sourceId, int? runId)
    {
        (FormerPage, PostId) = (page, page.PostId);
        (Name, Email, Website, Ip) = (imported.Content.Name, imported.Content.Email, imported.Content.Website, imported.Content.Ip);
        (Text, Kind, State, CreatedAt) = (imported.Content.Text, imported.Kind, imported.State, imported.At);
        (ByAuthor, Pinned, Likes) = (imported.ByAuthor, imported.Pinned, imported.Likes);
        (Source, SourceId, ImportRunId) = (page.Source, sourceId, runId);
    }

    public int Id { get; private set; }

    /// <summary>The post; null while nobody knows which one it belongs to.</summary>
    public int? PostId { get; private set; }

    /// <summary>The comment it answers, of the same post; null for none.</summary>
    public int? ParentId { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public string? Website { get; private set; }

    /// <summary>Internet address it was sent from.</summary>
    public string? Ip { get; private set; }

    /// <summary>Markdown.</summary>
    public string Text { get; private set; } = "";

    public CommentKind Kind { get; private set; }

    public CommentState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Whether an author of the blog wrote it.</summary>
    public bool ByAuthor { get; private set; }

    public bool Pinned { get; private set; }

    /// <summary>Votes for it less those against it.</summary>
    public int Likes { get; private set; }

    /// <summary>The system it was imported from; null for one written here.</summary>
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
}
