namespace Blog.Rendering.FrontMatters;

/// <summary>A text split into lines, with any line endings; without a byte order mark.</summary>
internal sealed class SourceLines
{
    private readonly string[] _lines;

    private SourceLines(string[] lines) => _lines = lines;

    public int Count => _lines.Length;

    public string this[int index] => _lines[index];

    public static SourceLines Of(string text) =>
        new(text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n'));

    /// <summary>The lines from one (zero-based, inclusive) to another (exclusive).</summary>
    public string Join(int from, int to) => string.Join('\n', _lines, Math.Min(from, _lines.Length), Math.Max(0, to - from));
}
