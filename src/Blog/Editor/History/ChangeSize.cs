using System.Runtime.InteropServices;
using Blog.Editor.Diff;
using Blog.Rendering.Text;

namespace Blog.Editor.History;

/// <summary>
/// How much of a text was added and removed: Han, kana and hangul characters plus words of other scripts, as a post's length is counted.
/// </summary>
/// <param name="Came">What is in the newer text only.</param>
/// <param name="Went">What is in the older text only.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChangeSize(int Came, int Went)
{
    /// <summary>From one text to another.</summary>
    public static ChangeSize Between(string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal) ? default : Of(TextComparison.Of(before, after, context: 0));

    /// <summary>From an existing comparison.</summary>
    public static ChangeSize Of(TextComparison comparison)
    {
        int came = 0,
            went = 0;
        foreach (var line in comparison.Hunks.SelectMany(hunk => hunk.Lines))
        {
            came += Count(line, PieceChange.Inserted);
            went += Count(line, PieceChange.Deleted);
        }

        return new ChangeSize(came, went);
    }

    private static int Count(ComparedLine line, PieceChange change) =>
        line.Pieces.Where(piece => piece.Change == change).Sum(piece => WordCounter.Count(piece.Text).Total);
}
