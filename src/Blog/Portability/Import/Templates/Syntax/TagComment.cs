using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Comments that belong to a tag around them: <c>&lt;!-- tab Title --&gt;</c>.</summary>
internal static partial class TagComment
{
    /// <summary>Whether a comment at this place is one.</summary>
    public static bool Is(string text, int at) => Any().IsMatch(text.AsSpan(at, Math.Min(text.Length - at, 200)));

    /// <summary>Cuts a text at its comments outside code.</summary>
    /// <param name="name">Its name; a comment <c>end</c> and the name ends a part.</param>
    /// <returns>The parts, each with what stands in its comment behind the name; what stands before the first comment has none.</returns>
    public static IReadOnlyList<(string? Title, string Text)> Split(string text, string name)
    {
        var scan = TemplateScan.Of(text, TagSyntax.None, _ => false);
        var parts = new List<(string? Title, string Text)>();
        string? title = null;
        var at = 0;
        foreach (Match comment in Marks().Matches(text))
        {
            var found = comment.Groups["name"].Value;
            var ends = string.Equals(found, "end" + name, StringComparison.OrdinalIgnoreCase);
            if (scan.IsCode(comment.Index) || (!ends && !string.Equals(found, name, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            Add(text[at..comment.Index]);
            title = ends ? null : comment.Groups["title"].Value.Trim();
            at = comment.Index + comment.Length;
        }

        Add(text[at..]);
        return parts;

        void Add(string part)
        {
            if (title is not null || !string.IsNullOrWhiteSpace(part))
            {
                parts.Add((title, TagText.TrimLines(part)));
            }
        }
    }

    [GeneratedRegex(
        @"^<!--[ \t]*(end)?(tab|timeline|cell|node|folder|item)\b[^\n]*-->",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Any();

    [GeneratedRegex(
        @"<!--[ \t]*(?<name>(end)?(tab|timeline|cell|node|folder|item))\b(?<title>[^\n]*?)-->",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Marks();
}
