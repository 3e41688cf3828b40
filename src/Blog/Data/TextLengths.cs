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

    /// <summary>Truncates a text without splitting a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
