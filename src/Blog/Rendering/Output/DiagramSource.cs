using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Rendering.Output;

/// <summary>The source of a diagram: the text of a fenced block of the language <c>mermaid</c>.</summary>
/// <param name="Text">Normalized: line feeds, no blanks at line ends, no empty lines around it.</param>
public sealed partial record DiagramSource(string Text)
{
    /// <summary>The language of the blocks that are diagrams.</summary>
    public const string Language = "mermaid";

    private const int MostAlt = 500;

    /// <summary>SHA-256 of the text in lower-case hexadecimal digits: what a drawing is stored under.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>What the source says of itself in its <c>accTitle</c>, <c>accDescr</c> or <c>title</c>; empty if nothing.</summary>
    public string Description
    {
        get
        {
            var parts = new[] { AccTitle().Match(Text), AccDescription().Match(Text) }
                .Where(match => match.Success)
                .Select(match => Blanks().Replace(match.Groups["words"].Value, " ").Trim())
                .Where(words => words.Length > 0)
                .ToList();
            var said = string.Join(" – ", parts.Count > 0 ? parts : [Title().Match(Text).Groups["words"].Value.Trim()]);
            return said.Length <= MostAlt ? said : said[..(char.IsHighSurrogate(said[MostAlt - 1]) ? MostAlt - 1 : MostAlt)];
        }
    }

    /// <summary>The diagram of a block's text.</summary>
    public static DiagramSource Of(string code) =>
        new(string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n'));

    /// <summary>Whether an info string's language is that of diagrams.</summary>
    public static bool IsLanguage(string? language) => string.Equals(language, Language, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a drawing is served, without the base path.</summary>
    /// <param name="hash">See <see cref="Hash"/>.</param>
    /// <param name="version">Which drawing of it: another one has another address.</param>
    public static string PathOf(string hash, string version, bool isDark) =>
        $"/media/diagrams/{hash}-{version}{(version.Length > 0 ? "-" : "")}{(isDark ? "dark" : "light")}.svg";

    /// <summary>Where the PNG of a light drawing is served.</summary>
    /// <param name="drawing">Where the drawing is served, or its address.</param>
    public static string PicturePathOf(string drawing) => drawing[..^".svg".Length] + ".png";

    [GeneratedRegex(
        @"^[ \t]*accTitle[ \t]*:(?<words>[^\n]*)$",
        RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AccTitle();

    [GeneratedRegex(
        @"^[ \t]*accDescr[ \t]*(:(?<words>[^\n]*)$|\{(?<words>[^}]*)\})",
        RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AccDescription();

    [GeneratedRegex(
        @"^([ \t]*title[ \t]*:?|pie[ \t]+(showData[ \t]+)?title)[ \t]+(?<words>[^\n]+)$",
        RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Title();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}

/// <summary>The size of a drawn diagram, in pixels.</summary>
/// <param name="Version">Which drawing it is; empty for the first.</param>
public sealed record DiagramInfo(int Width, int Height, string Version = "")
{
    /// <summary>Whether there is a PNG of it, for platforms that take no SVG.</summary>
    public bool HasPicture { get; init; }
}
