namespace Blog.Data;

/// <summary>Maximum lengths by kind of text, in UTF-16 code units; used by forms, imports and columns.</summary>
public static class TextLengths
{
    /// <summary>A name, a code, a type.</summary>
    public const int Name = 100;

    public const int Title = 300;

    /// <summary>A path within the site.</summary>
    public const int Path = 500;

    /// <summary>A sentence or two, or a foreign address.</summary>
    public const int Line = 2_000;

    /// <summary>A post's text; the renderer's own limit is 512 KB of UTF-8.</summary>
    public const int Markdown = 512 * 1024;

    /// <summary>A comment; long ones are mostly code or logs.</summary>
    public const int Comment = 64 * 1024;

    /// <summary>Output rendered from a post's text.</summary>
    public const int Html = 16 * 1024 * 1024;

    private const string NeverBeforeEllipsis = ".,;:!?-–—…·。．，、；：！？｡､([{<（［｛【〔《〈「『“‘";

    /// <summary>Truncates a text without splitting a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>Truncates a text, and says so with an ellipsis.</summary>
    /// <param name="length">Of what is left, without the ellipsis.</param>
    public static string Shorten(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, EllipsisPlace(text, 0, Cut(text, length).Length)), "…");

    /// <summary>
    /// Where an ellipsis goes if a text ends: not behind a blank, a mark that ends a sentence or clause, or a bracket that only opens.
    /// </summary>
    /// <param name="from">What is before stays.</param>
    /// <param name="end">Behind the last character that could be shown.</param>
    public static int EllipsisPlace(string text, int from, int end)
    {
        while (end > from && (char.IsWhiteSpace(text[end - 1]) || NeverBeforeEllipsis.Contains(text[end - 1], StringComparison.Ordinal)))
        {
            end--;
        }

        return end;
    }
}
