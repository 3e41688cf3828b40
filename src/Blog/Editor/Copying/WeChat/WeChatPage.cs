using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Blog.Editor.Copying.Content;
using Blog.Rendering.Scripting;

namespace Blog.Editor.Copying.WeChat;

/// <summary>
/// The document that a copy is built in. It begins empty and gets only what is written here, so that no attribute of the post's own HTML
/// can come along.
/// </summary>
internal sealed class WeChatPage(IHtmlDocument document, CopySource source, WeChatStyle style, FormulaDrawer formulas)
{
    /// <summary>What all formulas of a post may take; the rest is shown as its source.</summary>
    private static readonly TimeSpan FormulaTime = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _drawing = new();

    public CopySource Source => source;

    public WeChatStyle Style => style;

    public NoteCounter Notes { get; } = new();

    public SourceList Sources { get; } = new();

    /// <summary>Draws a formula; null where that is not possible or has taken all its time.</summary>
    public FormulaDrawing? Draw(string tex, bool display)
    {
        if (_drawing.Elapsed > FormulaTime)
        {
            return null;
        }

        _drawing.Start();
        var drawing = formulas.Draw(tex, display);
        _drawing.Stop();
        return drawing;
    }

    /// <summary>Adds a new element.</summary>
    /// <param name="css">Declarations; empty for none.</param>
    public IElement Add(IElement into, string name, string css = "")
    {
        var element = document.CreateElement(name);
        if (css.Length > 0)
        {
            element.SetAttribute("style", css);
        }

        into.AppendChild(element);
        return element;
    }

    /// <summary>Adds text; adjacent texts become one.</summary>
    public void AddText(IElement into, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (into.LastChild is IText last)
        {
            last.Data += text;
        }
        else
        {
            into.AppendChild(document.CreateTextNode(text));
        }
    }
}
