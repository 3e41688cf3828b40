using System.Diagnostics;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;
using Markdig.Renderers;

namespace Blog.Rendering.Printing;

/// <summary>Markdig's printer with what the custom extensions need while one text is printed.</summary>
internal sealed class PostHtmlRenderer(TextWriter writer, RenderState state) : HtmlRenderer(writer)
{
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

    private readonly Stopwatch _inScripts = new();

    /// <summary>The renderer's own markup, which does not pass the sanitizer.</summary>
    public Placeholders Slots { get; } = new();

    /// <summary>Warnings for the author.</summary>
    public List<RenderProblem> Problems { get; } = [];

    /// <summary>
    /// Remaining characters of code to highlight: it is the most expensive step, so in a huge post only the first part is highlighted.
    /// </summary>
    public int CodeLeft { get; set; } = 192 * 1024;

    /// <summary>Remaining formulas to render.</summary>
    public int FormulasLeft { get; set; } = 2_000;

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
