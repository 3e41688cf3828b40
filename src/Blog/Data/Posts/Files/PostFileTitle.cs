using System.Text.RegularExpressions;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>A title, and the body without it.</summary>
/// <param name="Title">One line of plain text.</param>
/// <param name="Body">The body, without a first heading that only repeats the title.</param>
/// <param name="BodyLine">1-based line of the file on which that body begins.</param>
internal sealed partial record PostFileTitle(string Title, string Body, int BodyLine)
{
    private const int MaxLength = 200;

    /// <summary>Finds the title: the field, else the first level-1 heading, else the file's name.</summary>
    public static PostFileTitle Read(string? written, FrontMatter head, string fileName, List<string> warnings)
    {
        var lines = head.Body.Split('\n');
        var heading = FirstHeading(lines);
        var title = OneLine(written ?? "");
        if (title.Length == 0 && heading is not null)
        {
            title = heading.Value.Words;
        }

        if (title.Length == 0)
        {
            title = OneLine(fileName.Replace('-', ' ').Replace('_', ' '));
            warnings.Add($"has no title: named '{title}' after its file");
        }

        if (title.Length > MaxLength)
        {
            warnings.Add($"the title was truncated to {MaxLength} characters");
            title = title[..(char.IsHighSurrogate(title[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        var repeats = heading is { IsFirst: true } && string.Equals(heading.Value.Words, title, StringComparison.OrdinalIgnoreCase);
        var start = repeats ? heading!.Value.EndLine : 0;
        while (start < lines.Length - 1 && string.IsNullOrWhiteSpace(lines[start]))
        {
            start++;
        }

        return new PostFileTitle(title, string.Join('\n', lines[start..]), head.BodyLine + start);
    }

    private static (string Words, int EndLine, bool IsFirst)? FirstHeading(string[] lines)
    {
        var (fence, isFirst) = (default(string), true);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (
                Fence().Match(line) is { Success: true } found
                && (fence is null || found.Value.Trim().StartsWith(fence, StringComparison.Ordinal))
            )
            {
                fence = fence is null ? found.Groups["fence"].Value : null;
            }
            else if (fence is null && HeadingLine().Match(line) is { Success: true } heading)
            {
                return (Plain(heading.Groups["words"].Value), i + 1, isFirst);
            }
            else if (
                fence is null
                && line.Length > 0
                && i + 1 < lines.Length
                && lines[i + 1].StartsWith("===", StringComparison.Ordinal)
                && lines[i + 1].AsSpan().Trim().TrimEnd('=').IsEmpty
                && (i == 0 || string.IsNullOrWhiteSpace(lines[i - 1]))
            )
            {
                return (Plain(line), i + 2, isFirst);
            }

            isFirst &= line.Length == 0;
        }

        return null;
    }

    private static string Plain(string words) =>
        OneLine(Marks().Replace(Link().Replace(words.Length > 1_000 ? words[..1_000] : words, "${words}"), ""));

    private static string OneLine(string words) => Blanks().Replace(words, " ").Trim();

    [GeneratedRegex("^ {0,3}(?<fence>```+|~~~+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}#[ \t]+(?<words>[^ \t#].*?)([ \t]+#+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"\[(?<words>[^\[\]]*)\]\([^()]*\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*|`|(?<!\w)[*_]|[*_](?!\w)", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[\s\p{Cc}\uFEFF]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
