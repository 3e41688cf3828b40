using System.Runtime.InteropServices;

namespace Blog.Comments.Threads;

/// <summary>
/// The order in which a post's comments are shown: each answer after what it answers, three levels deep. What is answered on the last level
/// stands on it too, and names the comment that it answers.
/// </summary>
internal static class ThreadOrder
{
    public const int MaxDepth = 3;

    /// <summary>Comments on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Orders comments.</summary>
    /// <param name="nodes">Those that readers see, and what they answer, up to the first level.</param>
    /// <param name="newestFirst">Whether the newest thread comes first; answers always follow time.</param>
    public static IReadOnlyList<PlacedComment> Of(IReadOnlyCollection<ThreadNode> nodes, bool newestFirst)
    {
        var known = nodes.Select(node => node.Id).ToHashSet();
        var answers = nodes
            .Where(node => node.ParentId is { } parent && parent != node.Id && known.Contains(parent))
            .ToLookup(node => node.ParentId!.Value);
        var first = nodes
            .Where(node => node.ParentId is not { } parent || !known.Contains(parent))
            .OrderByDescending(node => node.IsPinned)
            .ThenBy(node => newestFirst ? -node.At.UtcTicks : node.At.UtcTicks)
            .ThenBy(node => newestFirst ? -node.Id : node.Id);

        var placed = new List<PlacedComment>(nodes.Count);
        var open = new Stack<(ThreadNode Node, int Depth)>(first.Reverse().Select(node => (node, 1)));
        while (open.TryPop(out var next))
        {
            placed.Add(new PlacedComment(next.Node.Id, next.Node.ParentId, Math.Min(next.Depth, MaxDepth), next.Depth, next.Node.IsShown));
            foreach (var answer in answers[next.Node.Id].OrderByDescending(node => node.At).ThenByDescending(node => node.Id))
            {
                open.Push((answer, next.Depth + 1));
            }
        }

        return WithoutEmptyPlaces(placed);
    }

    /// <summary>A comment that is not shown has a place only before its answers.</summary>
    private static List<PlacedComment> WithoutEmptyPlaces(List<PlacedComment> placed)
    {
        var kept = new List<PlacedComment>(placed.Count);
        var below = 0; // how deep the last comment is that is kept: whoever is shallower is before it, and above it if directly
        for (var i = placed.Count - 1; i >= 0; i--)
        {
            if (placed[i].IsShown || below > placed[i].Level)
            {
                kept.Add(placed[i]);
                below = placed[i].Level;
            }
        }

        kept.Reverse();
        return kept;
    }
}

/// <summary>What the order depends on.</summary>
/// <param name="IsShown">Whether readers see it; otherwise it only holds the place of its answers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ThreadNode(int Id, int? ParentId, DateTimeOffset At, bool IsShown, bool IsPinned);

/// <summary>A comment at its place.</summary>
/// <param name="Depth">From 1 to <see cref="ThreadOrder.MaxDepth"/>, as shown.</param>
/// <param name="Level">From 1, as answered.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlacedComment(int Id, int? ParentId, int Depth, int Level, bool IsShown);
