using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Html;

namespace Blog.Rendering;

/// <summary>The words of a tree without its markup.</summary>
internal sealed class PlainText
{
    private readonly Slots _slots;
    private readonly bool _wordsOnly;
    private readonly StringBuilder _text = new();

    private PlainText(Slots slots, bool wordsOnly) => (_slots, _wordsOnly) = (slots, wordsOnly);

    /// <summary>All words, code included; one block a line.</summary>
    public static string Of(INode root, Slots slots) => new PlainText(slots, wordsOnly: false).Read(root);

    /// <summary>The words of one heading or cell, on one line.</summary>
    public static string Inline(INode root, Slots slots) => Of(root, slots).Replace('\n', ' ');

    /// <summary>How many words: without code, formulas and addresses.</summary>
    public static TextCount Count(INode root, Slots slots) => WordCounter.Count(new PlainText(slots, wordsOnly: true).Read(root));

    private string Read(INode root)
    {
        Visit(root);
        return _text.ToString().Trim();
    }

    private void Visit(INode node)
    {
        if (node is IText text)
        {
            Append(text.Data, keepLines: node.Parent.Is("pre"));
        }
        else if (node is IElement element)
        {
            VisitElement(element);
        }
    }

    private void VisitElement(IElement element)
    {
        var block = !HtmlRules.Phrasing.Contains(element.LocalName);
        var cell = element.LocalName is "td" or "th";
        if (block)
        {
            Break(cell ? ' ' : '\n');
        }

        if (_slots.Find(element.ClassName) is { } slot)
        {
            if (!_wordsOnly)
            {
                Append(slot.Text, keepLines: slot.Kind == SlotKind.Code);
            }
        }
        else if (element.LocalName == "br")
        {
            Break('\n');
        }
        else if (!IsSkipped(element))
        {
            foreach (var child in element.ChildNodes)
            {
                Visit(child);
            }
        }

        if (block)
        {
            Break(cell ? ' ' : '\n');
        }
    }

    private bool IsSkipped(IElement element) => element.LocalName switch
    {
        "rp" or "rt" => true,
        "code" or "pre" or "samp" => _wordsOnly,
        "a" => element.ClassName is "footnote-ref" or "footnote-back-ref" || (_wordsOnly && IsBare(element)),
        "p" => element.ClassName == "markdown-alert-title",
        _ => false,
    };

    private static bool IsBare(IElement link) =>
        link.GetAttribute("href") is { } address
        && link.TextContent is { Length: > 0 } text
        && (address.EndsWith(text, StringComparison.Ordinal) || Addresses.IsRemote(text));

    private void Append(string text, bool keepLines)
    {
        if (keepLines)
        {
            _text.Append(text);
            return;
        }

        foreach (var c in text)
        {
            if (c is not (' ' or '\n' or '\t' or '\f'))
            {
                _text.Append(c);
            }
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
            {
                _text.Append(' ');
            }
        }
    }

    private void Break(char separator)
    {
        if (_text.Length == 0 || _text[^1] == '\n')
        {
            return;
        }

        if (_text[^1] == ' ')
        {
            _text.Length--;
        }

        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append(separator);
        }
    }
}
