using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>Finds the comments that earlier imports brought.</summary>
public sealed class KnownComments(BlogDb db)
{
    private const int QuerySize = 500;

    /// <summary>Which of these comments are here already, by an earlier import.</summary>
    public async Task<HashSet<string>> FindAsync(
        string source,
        IReadOnlyList<ImportedComment> comments,
        CancellationToken cancellationToken
    )
    {
        var known = await ReadAsync(source, comments, cancellationToken);
        return comments
            .Where(comment => Find(known, comment).Id is not null)
            .Select(comment => comment.SourceId)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Row ids of comments by their ids in a source; those that are not here are missing.</summary>
    public async Task<Dictionary<string, int>> FindIdsAsync(
        string source,
        IReadOnlyList<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in sourceIds.Chunk(QuerySize))
        {
            var rows = await db
                .Comments.Where(comment => comment.Source == source && some.Contains(comment.SourceId))
                .Select(comment => new { comment.Id, comment.SourceId })
                .ToListAsync(cancellationToken);
            rows.ForEach(row => found[row.SourceId!] = row.Id);
        }

        return found;
    }

    internal async Task<Dictionary<string, Known>> ReadAsync(
        string source,
        IEnumerable<ImportedComment> comments,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var some in comments.SelectMany(comment => new[] { comment.SourceId, Other(comment) }).Chunk(QuerySize))
        {
            var rows = await db
                .Comments.Where(comment => comment.Source == source && some.Contains(comment.SourceId))
                .Select(comment => new Known(comment.Id, comment.SourceId!, comment.CreatedAt, comment.Text))
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                known[row.SourceId] = row;
            }
        }

        return known;
    }

    /// <summary>
    /// Small numbers are ids in every installation of a system: where neither time nor text is the same, it is a comment of another one.
    /// </summary>
    internal static (int? Id, string SourceId) Find(Dictionary<string, Known> known, ImportedComment comment) =>
        !known.TryGetValue(comment.SourceId, out var row) ? (null, comment.SourceId)
        : row.At == Stored(comment.At) || row.Text == comment.Content.Text ? (row.Id, comment.SourceId)
        : known.TryGetValue(Other(comment), out var other) ? (other.Id, Other(comment))
        : (null, Other(comment));

    private static string Other(ImportedComment comment) =>
        string.Create(CultureInfo.InvariantCulture, $"{comment.SourceId}@{comment.At.ToUnixTimeMilliseconds()}");

    private static DateTimeOffset Stored(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    internal sealed record Known(int Id, string SourceId, DateTimeOffset At, string Text);
}
