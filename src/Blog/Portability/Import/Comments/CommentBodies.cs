using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// What comments say, and who says it, in a temporary file until it is written: it is most of them, and is needed only then. Their ids,
/// places and times are needed all at once, to put threads in order.
/// </summary>
/// <param name="folder">An existing folder.</param>
internal sealed class CommentBodies(string folder) : IDisposable
{
    private readonly TextSpool _texts = new(folder);
    private readonly List<(SpooledText Text, bool IsEmpty)> _taken = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpooledText> _kept = new(StringComparer.Ordinal);

    public void Dispose() => _texts.Dispose();

    /// <summary>Puts a comment away.</summary>
    /// <returns>The rest of it.</returns>
    public SourceComment Take(SourceComment comment)
    {
        _taken.Add((_texts.Add(SourceLines.Write(comment)), string.IsNullOrWhiteSpace(comment.Text)));
        return comment with
        {
            Page = One(comment.Page),
            PostKey = One(comment.PostKey),
            PageTitle = One(comment.PageTitle),
            Name = null,
            Email = null,
            Website = null,
            Ip = null,
            Mention = null,
            Text = "",
        };
    }

    /// <summary>Ends taking.</summary>
    public void Close()
    {
        _taken.Clear();
        _taken.TrimExcess();
        _places.Clear();
        _places.TrimExcess();
    }

    /// <summary>Whether a comment said nothing.</summary>
    /// <param name="place">How many were taken before.</param>
    public bool IsEmpty(int place) => _taken[place].IsEmpty;

    /// <summary>Says of which of several comments with one id the body is meant.</summary>
    /// <param name="place">How many were taken before.</param>
    /// <param name="id">Its id.</param>
    public void Keep(int place, string id) => _kept.Add(id, _taken[place].Text);

    /// <summary>The whole comment.</summary>
    public SourceComment Read(SourceComment comment) => SourceLines.ReadComment(_kept[comment.Id].Read());

    /// <summary>Hundreds of comments are of one page.</summary>
    private string? One(string? place) =>
        place is null ? null
        : _places.TryGetValue(place, out var same) ? same
        : _places[place] = place;
}
