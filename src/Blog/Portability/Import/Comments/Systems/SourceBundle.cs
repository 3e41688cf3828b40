namespace Blog.Portability.Import.Comments.Systems;

/// <summary>What the files of a system hold.</summary>
internal sealed class SourceBundle
{
    /// <summary>Comments and counts of one import; a blog with more has a database of its own kind.</summary>
    public const int MaxRows = 500_000;

    private readonly List<SourceComment> _comments = [];
    private readonly List<SourceCount> _counts = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<SourceComment> Comments => _comments;

    public IReadOnlyList<SourceCount> Counts => _counts;

    /// <summary>In English; none holds anything of a comment.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Number of rows that are no comment and no count.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Number of dates that name no zone.</summary>
    public int WithoutZone { get; set; }

    /// <exception cref="CommentFileException">There are too many.</exception>
    public void Add(SourceComment comment)
    {
        CheckRoom();
        _comments.Add(comment);
    }

    /// <exception cref="CommentFileException">There are too many.</exception>
    public void Add(SourceCount count)
    {
        CheckRoom();
        _counts.Add(count);
    }

    public void Note(string note)
    {
        if (!_notes.Contains(note, StringComparer.Ordinal))
        {
            _notes.Add(note);
        }
    }

    public void Skip(int rows = 1) => Unreadable += rows;

    private void CheckRoom()
    {
        if (_comments.Count + _counts.Count >= MaxRows)
        {
            throw new CommentFileException($"more than {MaxRows} comments and counts");
        }
    }
}
