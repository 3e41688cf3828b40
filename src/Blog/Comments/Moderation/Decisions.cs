using Blog.Data.Comments;
using Blog.Data.Posts.Drafts;

namespace Blog.Comments.Moderation;

/// <summary>Carries out what somebody decides on comments.</summary>
public sealed class Decisions(CommentList list, CommentWriter writer, CommentPeopleWriter people)
{
    public const string Approve = "approve";
    public const string Spam = "spam";
    public const string Delete = "delete";
    public const string Hide = "hide";

    /// <summary>Approves, and trusts the writer from now on.</summary>
    public const string Trust = "trust";

    /// <param name="seen">Versions by row id, as the person saw them.</param>
    /// <returns>The ids of those that changed; null for an act that there is not.</returns>
    public async Task<IReadOnlyList<int>?> DoAsync(
        string? act,
        IReadOnlyDictionary<int, int> seen,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var ids = await list.AllowedAsync([.. seen.Keys], actor, cancellationToken);
        return act switch
        {
            Approve or Trust => await writer.ApproveAsync(ids, seen, cancellationToken),
            Spam => await writer.MarkSpamAsync(ids, null, cancellationToken),
            Delete => await writer.DeleteAsync(ids, null, cancellationToken),
            Hide => await writer.HideAsync(ids, cancellationToken),
            _ => null,
        };
    }

    /// <returns>False where the comment does not tell its writer from others.</returns>
    public Task<bool> TrustAsync(int id, CancellationToken cancellationToken) => people.TrustAsync(id, cancellationToken);

    /// <summary>Takes the last change of each back.</summary>
    /// <returns>How many changed.</returns>
    public async Task<int> UndoAsync(IReadOnlyCollection<int> ids, Actor actor, CancellationToken cancellationToken) =>
        (await writer.RestoreAsync(await list.AllowedAsync(ids, actor, cancellationToken), cancellationToken)).Count;

    /// <summary>Row ids with versions, as forms send them: <c>12.3</c>.</summary>
    public static Dictionary<int, int> Read(IEnumerable<string?> picked)
    {
        var seen = new Dictionary<int, int>();
        foreach (var one in picked)
        {
            if (
                one?.Split('.') is [var id, var version]
                && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
            {
                seen[row] = number;
            }
        }

        return seen;
    }
}
