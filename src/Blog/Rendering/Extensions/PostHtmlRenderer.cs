using Markdig.Renderers;

namespace Blog.Rendering.Extensions;

/// <summary>Markdig's printer with what our own extensions need while one text is printed.</summary>
internal sealed class PostHtmlRenderer(TextWriter writer, RenderState state) : HtmlRenderer(writer)
{
    /// <summary>What this rendering gathers.</summary>
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
    public void WriteSlot(string element, Slot slot)
    {
        if (EnableHtmlForInline)
        {
            Write($"<{element} class=\"{State.Slots.Add(slot)}\"></{element}>");
        }
        else
        {
            WriteEscape(slot.Text);
        }
    }
}

/// <summary>What one rendering gathers and stands on.</summary>
internal sealed record RenderState(RenderWords Words, CodeHighlighter Highlighter, FormulaRenderer Formulas)
{
    /// <summary>Markup of our own, out of the sanitizer's reach.</summary>
    public Slots Slots { get; } = new();

    /// <summary>What the author should look at.</summary>
    public List<RenderProblem> Problems { get; } = [];

    /// <summary>Characters of code that may still be coloured: colouring is the dearest step, so a giant post keeps it for its first part.</summary>
    public int CodeLeft { get; set; } = 192 * 1024;

    /// <summary>Formulas that may still be set.</summary>
    public int FormulasLeft { get; set; } = 2_000;
}
