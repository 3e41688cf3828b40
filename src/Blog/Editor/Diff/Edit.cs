using System.Runtime.InteropServices;

namespace Blog.Editor.Diff;

/// <summary>One place where two sequences differ: a number of elements of the one replace a number of elements of the other.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Edit(int StartBefore, int CountBefore, int StartAfter, int CountAfter)
{
    /// <summary>End (exclusive) in the first sequence.</summary>
    public int EndBefore => StartBefore + CountBefore;

    /// <summary>End (exclusive) in the second sequence.</summary>
    public int EndAfter => StartAfter + CountAfter;

    /// <summary>This edit and a later one, with what lies between them.</summary>
    public Edit Through(Edit later) => new(StartBefore, later.EndBefore - StartBefore, StartAfter, later.EndAfter - StartAfter);
}
