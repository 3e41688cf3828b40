using System.Diagnostics;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;
using Markdig.Renderers;

namespace Blog.Rendering.Printing;

/// <summary>Markdig's printer with what the custom extensions need while one text is printed.</summary>
internal sealed class PostHtmlRenderer(StringWriter writer, RenderState state) : HtmlRenderer(writer)
{
    private readonly StringWriter _printed = writer;

    public RenderState State { get; } = state;

    /// <summary>True between a raw <c>&lt;a&gt;</c> and its end tag.</summary>
    public bool InRawAnchor { get; set; }

    /// <summary>Writes an escaped attribute or text; unlike Markdig's URL writer it leaves the characters as written.</summary>
    public PostHtmlRenderer WriteAttribute(string name, string? value)
    {
        Write(' ').Write(name).Write("=\"");
        WriteEscape(value ?? "");
        Write('"');
        return this;
    }

    /// <summary>Notes which line of the Markdown the raw HTML comes from that is written next.</summary>
    /// <param name="line">Zero-based.</param>
    public void NoteLine(int line) => State.RawLines.Add((_printed.GetStringBuilder().Length, line));

    /// <summary>Writes a placeholder for the renderer's own markup.</summary>
    public void WriteSlot(string element, Placeholder placeholder)
    {
        if (EnableHtmlForInline)
        {
            Write($"<{element} class=\"{State.Slots.Add(placeholder)}\"></{element}>");
        }
        else
        {
            WriteEscape(placeholder.Text);
        }
    }
}

/// <summary>State and dependencies of one rendering.</summary>
internal sealed record RenderState(RenderTexts Words, CodeHighlighter Highlighter, FormulaRenderer Formulas)
{
    /// <summary>
    /// Time budget of one text for highlighting and formulas; a typical post takes well under a second, and for one made to be slow the
    /// rest stays plain.
    /// </summary>
    private static readonly TimeSpan ScriptTime = TimeSpan.FromSeconds(30);

    private const int MaxTagName = 20;

    private readonly Stopwatch _inScripts = new();

    /// <inheritdoc cref="RenderContext.FoldAbove"/>
    public int FoldAbove { get; init; }

    /// <inheritdoc cref="RenderContext.Notations"/>
    public Notations Notations { get; init; } = Notations.Default;

    /// <inheritdoc cref="RenderContext.IsHasty"/>
    public bool IsHasty { get; init; }

    /// <inheritdoc cref="RenderContext.Diagrams"/>
    public IReadOnlyDictionary<string, DiagramInfo> Diagrams { get; init; } = new Dictionary<string, DiagramInfo>();

    /// <inheritdoc cref="RenderContext.BasePath"/>
    public string BasePath { get; init; } = "";

    /// <summary>Whether code stayed without colours to save time.</summary>
    public bool LacksColours { get; set; }

    /// <summary>The renderer's own markup, which does not pass the sanitizer.</summary>
    public Placeholders Slots { get; } = new();

    /// <summary>Warnings for the author.</summary>
    public List<RenderProblem> Problems { get; } = [];

    /// <summary>Where raw HTML stands in the printed text, and its zero-based line in the Markdown.</summary>
    public List<(int At, int Line)> RawLines { get; } = [];

    /// <summary>
    /// Remaining characters of code to highlight: it is the most expensive step, so in a huge post only the first part is highlighted.
    /// </summary>
    public int CodeLeft { get; set; } = 192 * 1024;

    /// <summary>Remaining formulas to render.</summary>
    public int FormulasLeft { get; set; } = 2_000;

    /// <summary>Adds a problem: HTML that is not closed.</summary>
    /// <param name="html">From its first character on.</param>
    /// <param name="line">Zero-based.</param>
    public void ReportUnclosed(ReadOnlySpan<char> html, int line)
    {
        var length = html.StartsWith("<!--", StringComparison.Ordinal) ? 4 : 2;
        while (length < Math.Min(html.Length, MaxTagName) && char.IsAsciiLetterOrDigit(html[1]) && char.IsAsciiLetterOrDigit(html[length]))
        {
            length++;
        }

        ReportUnclosed(html[..Math.Min(length, html.Length)].ToString(), line);
    }

    /// <summary>The same with what to call it.</summary>
    public void ReportUnclosed(string source, int line) =>
        Problems.Add(
            new RenderProblem(RenderProblemKind.UnclosedHtml, source, "is not closed; what follows it is shown all the same", line + 1)
        );

    /// <summary>The zero-based line that a position of the printed text comes from.</summary>
    public int LineAt(int at)
    {
        var index = RawLines.BinarySearch((at, int.MaxValue));
        return index >= 0 ? RawLines[index].Line
            : ~index > 0 ? RawLines[~index - 1].Line
            : 0;
    }

    /// <summary>Calls a script, charging its time to the text's budget.</summary>
    /// <returns>Its result; null if the budget is used up.</returns>
    public T? Ask<T>(Func<T> script)
        where T : class
    {
        if (_inScripts.Elapsed > ScriptTime)
        {
            return null;
        }

        _inScripts.Start();
        try
        {
            return script();
        }
        finally
        {
            _inScripts.Stop();
        }
    }
}
