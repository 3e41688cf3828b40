namespace Blog.Portability.Import.Comments;

/// <summary>Which comment answers which: parents that are missing, on another page or in a circle are none.</summary>
internal sealed class CommentTree
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);

    /// <param name="comments">Each id once.</param>
    /// <param name="isKnown">Whether an earlier import brought the comment of an id.</param>
    public CommentTree(IReadOnlyList<ThreadComment> comments, Func<string, bool> isKnown)
    {
        var byId = comments.ToDictionary(comment => comment.Id, StringComparer.Ordinal);
        foreach (var comment in comments)
        {
            var named = new[] { comment.Parent, comment.Root }.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var parent = named.Find(id =>
                id != comment.Id && (byId.TryGetValue(id, out var found) ? found.Page == comment.Page : isKnown(id))
            );
            if (parent is not null)
            {
                _parents.Add(comment.Id, parent);
            }

            if (named.Count > 0 && parent != named[0])
            {
                _moved.Add(comment.Id);
            }
        }

        CutCircles(comments);
        InOrder = Sort(comments);
    }

    /// <summary>Every comment after the one it answers; those that answer none, by time.</summary>
    public IReadOnlyList<ThreadComment> InOrder { get; }

    /// <summary>Number of comments whose parent is not the one that the source names.</summary>
    public int Moved => _moved.Count;

    /// <summary>The comment that one answers; null for none.</summary>
    public string? ParentOf(string id) => _parents.GetValueOrDefault(id);

    /// <summary>Whether a comment does not stand below the one that the source names.</summary>
    public bool IsMoved(string id) => _moved.Contains(id);

    private void CutCircles(IReadOnlyList<ThreadComment> comments)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new HashSet<string>(StringComparer.Ordinal);
        foreach (var comment in comments)
        {
            path.Clear();
            for (var id = comment.Id; !done.Contains(id); )
            {
                path.Add(id);
                if (!_parents.TryGetValue(id, out var parent))
                {
                    break;
                }

                if (path.Contains(parent))
                {
                    _parents.Remove(id);
                    _moved.Add(id);
                    break;
                }

                id = parent;
            }

            done.UnionWith(path);
        }
    }

    private List<ThreadComment> Sort(IReadOnlyList<ThreadComment> comments)
    {
        var ids = comments.Select(comment => comment.Id).ToHashSet(StringComparer.Ordinal);
        var answers = comments
            .Where(comment => ParentOf(comment.Id) is { } parent && ids.Contains(parent))
            .ToLookup(comment => ParentOf(comment.Id)!, StringComparer.Ordinal);
        var sorted = new List<ThreadComment>(comments.Count);
        sorted.AddRange(
            comments
                .Where(comment => ParentOf(comment.Id) is not { } parent || !ids.Contains(parent))
                .OrderBy(comment => comment.At ?? DateTimeOffset.MaxValue)
        );
        for (var i = 0; i < sorted.Count; i++)
        {
            sorted.AddRange(answers[sorted[i].Id].OrderBy(comment => comment.At ?? DateTimeOffset.MaxValue));
        }

        return sorted;
    }
}
