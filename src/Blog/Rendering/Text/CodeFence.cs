namespace Blog.Rendering.Text;

/// <summary>Lines that open or close fenced code, for scans that do not parse.</summary>
internal static class CodeFence
{
    /// <summary>The sign of a fence, also in a quote or an item; null if the line is none.</summary>
    public static char? Of(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" \t>");
        text = text is ['-' or '*' or '+', ' ', ..] ? text[1..].TrimStart() : text;
        return text.StartsWith("```", StringComparison.Ordinal) && text.TrimStart('`').IndexOf('`') < 0 ? '`'
            : text.StartsWith("~~~", StringComparison.Ordinal) ? '~'
            : null;
    }
}
