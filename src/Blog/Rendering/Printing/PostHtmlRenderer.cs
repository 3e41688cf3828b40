using System.Diagnostics;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;
using Markdig.Renderers;

namespace Blog.Rendering.Printing;

/// <summary>Markdig's printer with what our own extensions need while one text is printed.</summary>
internal sealed class PostHtmlRenderer(TextWriter writer, RenderState state) : HtmlRenderer(writer)
{
    public RenderState State { get; } = state;

    /// <summary>True between a raw <c>&lt;a&gt;</c> and its end.</summary>
    public bool InRawAnchor { get; set; }

    /// <summary>Attribute or text, escaped; unlike Markdig's address writer it keeps the characters as written.</summary>
    public PostHtmlRenderer WriteAttribute(string name, string? value)
    {
        Write(' ').Write(name).Write("=\"");
        WriteEscape(value ?? "");
        Write('"');
        return this;
    }

    /// <summary>A place for markup of our own.</summary>
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

/// <summary>What one rendering gathers and stands on.</summary>
internal sealed record RenderState(RenderTexts Words, CodeHighlighter Highlighter, FormulaRenderer Formulas)
{
    /// <summary>All that one text may spend on colouring and formulas; a usual post takes well under a second, one made to be slow keeps its rest plain.</summary>
    private static readonly TimeSpan ScriptTime = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _inScripts = new();

    /// <summary>Markup of our own, out of the sanitizer's reach.</summary>
    public Placeholders Slots { get; } = new();

    /// <summary>What the author should look at.</summary>
    public List<RenderProblem> Problems { get; } = [];

    /// <summary>Characters of code that may still be coloured: colouring is the dearest step, so a giant post keeps it for its first part.</summary>
    public int CodeLeft { get; set; } = 192 * 1024;

    /// <summary>Formulas that may still be set.</summary>
    public int FormulasLeft { get; set; } = 2_000;

    /// <summary>Asks a script, on the text's account.</summary>
    /// <returns>Its answer; null where the account is empty.</returns>
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
