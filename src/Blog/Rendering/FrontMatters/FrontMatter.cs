using System.Text;

namespace Blog.Rendering.FrontMatters;

/// <summary>The front matter of a Markdown file (YAML, TOML or JSON) and the text below it.</summary>
/// <param name="Format">How the front matter was written.</param>
/// <param name="Fields">Its fields, in order; empty if there is no front matter.</param>
/// <param name="Body">The text below, with line feeds and without a byte order mark.</param>
/// <param name="BodyLine">One-based line of the file at which the body begins.</param>
/// <param name="Warnings">What was interpreted differently from how it was written.</param>
public sealed record FrontMatter(FrontMatterFormat Format, FrontMatterMap Fields, string Body, int BodyLine, IReadOnlyList<string> Warnings)
{
    /// <summary>Why it is not valid YAML, and was read field by field; null if it is valid.</summary>
    public FrontMatterError? Invalid { get; init; }

    /// <summary>
    /// Maximum size of the front matter in UTF-8 bytes. It is checked before any parser runs, since deeply nested YAML crashes the process
    /// (YamlDotNet #1109).
    /// </summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Maximum nesting depth of lists and maps.</summary>
    public const int MaxDepth = 20;

    /// <summary>Reads a file's text. Never throws: invalid front matter is an error with its line number.</summary>
    public static FrontMatterResult Read(string text)
    {
        var lines = SourceLines.Of(text);
        if (FrontMatterBoundaries.Find(lines, out var cut) is { } unclosed)
        {
            return new FrontMatterResult(null, unclosed);
        }

        if (cut is null)
        {
            return Plain(lines, []);
        }

        var head = lines.Join(cut.FirstLine, cut.EndLine);
        if (Encoding.UTF8.GetByteCount(head) > MaxBytes)
        {
            return new FrontMatterResult(null, new FrontMatterError("the front matter is longer than 16 KB", 1));
        }

        var warnings = new List<string>();
        try
        {
            FrontMatterGuard.Check(head, cut);
            FrontMatterError? invalid = null;
            var fields = cut.Format switch
            {
                FrontMatterFormat.Toml => TomlFrontMatter.Parse(head, cut.FirstLine),
                FrontMatterFormat.Json => JsonFrontMatter.Parse(head, cut),
                _ => YamlFrontMatter.Parse(head, cut.FirstLine, warnings, out invalid),
            };

            // Two rules around prose are rules, not front matter.
            return fields.Count == 0 && cut.Format == FrontMatterFormat.Yaml && head.AsSpan().Trim().Length > 0 && warnings.Count > 0
                ? Plain(lines, [])
                : new FrontMatterResult(
                    new FrontMatter(cut.Format, fields, lines.Join(cut.BodyLine, lines.Count), cut.BodyLine + 1, warnings)
                    {
                        Invalid = invalid,
                    },
                    null
                );
        }
        catch (FrontMatterException refused)
        {
            return new FrontMatterResult(null, new FrontMatterError(refused.Message, refused.Line));
        }
    }

    /// <summary>Reads a whole file of settings in one of the formats of front matter. Never throws.</summary>
    /// <param name="warnings">What was interpreted differently from how it was written is added here.</param>
    /// <returns>Exactly one of the two: the fields, or why they cannot be read.</returns>
    public static (FrontMatterMap? Fields, FrontMatterError? Error) ReadSettings(
        string text,
        FrontMatterFormat format,
        List<string> warnings
    )
    {
        var lines = SourceLines.Of(text);
        var content = lines.Join(0, lines.Count);
        var whole = new FrontMatterBoundaries(format, 0, lines.Count, lines.Count);
        try
        {
            FrontMatterGuard.Check(content, whole);
            return (
                format switch
                {
                    FrontMatterFormat.Toml => TomlFrontMatter.Parse(content, 0),
                    FrontMatterFormat.Json => JsonFrontMatter.Parse(content, whole),
                    _ => YamlFrontMatter.Parse(content, 0, warnings),
                },
                null
            );
        }
        catch (FrontMatterException refused)
        {
            return (null, new FrontMatterError(refused.Message, refused.Line));
        }
    }

    private static FrontMatterResult Plain(SourceLines lines, IReadOnlyList<string> warnings) =>
        new(new FrontMatter(FrontMatterFormat.None, new FrontMatterMap(), lines.Join(0, lines.Count), 1, warnings), null);
}

/// <summary>How the front matter was written.</summary>
public enum FrontMatterFormat
{
    None,

    /// <summary>Between lines of hyphens, or above a single one.</summary>
    Yaml,

    /// <summary>Between <c>+++</c>.</summary>
    Toml,

    /// <summary>An object, or its inside terminated by <c>;;;</c>.</summary>
    Json,
}

/// <summary>The result of <see cref="FrontMatter.Read"/>: exactly one of the two is set.</summary>
/// <param name="FrontMatter">Front matter and body.</param>
/// <param name="Error">Why the front matter cannot be read.</param>
public sealed record FrontMatterResult(FrontMatter? FrontMatter, FrontMatterError? Error);

/// <summary>Why the front matter cannot be read.</summary>
/// <param name="Reason">In English, for the import report.</param>
/// <param name="Line">One-based line of the file.</param>
public sealed record FrontMatterError(string Reason, int Line);

/// <summary>Aborts reading the front matter; it never leaves <see cref="FrontMatter.Read"/>.</summary>
internal sealed class FrontMatterException(string message, int line) : Exception(message)
{
    /// <summary>One-based line of the file.</summary>
    public int Line { get; } = line;
}
