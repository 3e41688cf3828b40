using System.Buffers;

namespace Blog.Rendering.Extensions.CodeBlocks;

/// <summary>Validates the highlighter's output: spans with a class and nothing else, since it does not pass the sanitizer.</summary>
internal static class CodeMarkup
{
    private const string Open = "<span class=\"";
    private const string Close = "</span>";

    private static readonly SearchValues<char> ClassName = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ "
    );

    /// <summary>True for escaped text with balanced spans.</summary>
    public static bool IsClean(ReadOnlySpan<char> html)
    {
        var depth = 0;
        while (true)
        {
            var at = html.IndexOfAny('<', '>');
            if (at < 0)
            {
                return depth == 0;
            }

            html = html[at..];
            if (html.StartsWith(Close, StringComparison.Ordinal) && depth > 0)
            {
                depth--;
                html = html[Close.Length..];
                continue;
            }

            if (!html.StartsWith(Open, StringComparison.Ordinal))
            {
                return false;
            }

            html = html[Open.Length..];
            var end = html.IndexOfAnyExcept(ClassName);
            if (end < 0 || !html[end..].StartsWith("\">", StringComparison.Ordinal))
            {
                return false;
            }

            depth++;
            html = html[(end + 2)..];
        }
    }
}
