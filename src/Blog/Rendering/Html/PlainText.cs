using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Rendering.Html;

/// <summary>The text of a tree without its markup.</summary>
internal sealed class PlainText
{
    private readonly Placeholders _placeholders;
    private readonly bool _textOnly;
    private readonly StringBuilder _text = new();

    private PlainText(Placeholders placeholders, bool wordsOnly) => (_placeholders, _textOnly) = (placeholders, wordsOnly);

    /// <summary>The full text, code included; one block on each line.</summary>
    public static string Of(INode root, Placeholders placeholders) => new PlainText(placeholders, wordsOnly: false).Read(root);

    /// <summary>The text of one heading or cell, on one line.</summary>
    public static string Inline(INode root, Placeholders placeholders) => Of(root, placeholders).Replace('\n', ' ');

    /// <summary>The number of words, without code, formulas and addresses.</summary>
    public static TextCount Count(INode root, Placeholders placeholders) =>
        WordCounter.Count(new PlainText(placeholders, wordsOnly: true).Read(root));

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

        if (_placeholders.Find(element.ClassName) is { } placeholder)
        {
            if (!_textOnly)
            {
                Append(placeholder.Text, keepLines: placeholder.Kind == PlaceholderKind.Code);
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

    private bool IsSkipped(IElement element) =>
        element.LocalName switch
        {
            "rp" or "rt" => true,
            "code" or "pre" or "samp" => _textOnly,
            "a" => element.ClassName is "footnote-ref" or "footnote-back-ref" || (_textOnly && IsBare(element)),
            "p" => element.ClassName == "markdown-alert-title" && RenderTexts.IsAlertTitle(element.TextContent),
            _ => false,
        };

    private static bool IsBare(IElement link) =>
        link.GetAttribute("href") is { } address
        && link.TextContent is { Length: > 0 } text
        && (address.EndsWith(text, StringComparison.Ordinal) || UrlPolicy.IsRemote(text));

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
