using System.Text;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>
/// Writes Markdown out of text and converted tags. A block stands between blank lines, whatever was around its tag, and keeps the
/// indentation of the list item or quote that it is in.
/// </summary>
internal sealed class BlockWriter
{
    private readonly StringBuilder _out = new();
    private int _lineStart;
    private bool _lineIsBlank = true;
    private bool _previousIsBlank = true;
    private string? _afterBlock;
    private bool _isAfterItem;

    /// <summary>Writes source text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        _isAfterItem &= text.Trim(" \t>") is "" or "\n";
        if (_afterBlock is { } prefix)
        {
            text = text.TrimStart(" \t");
            if (text.IsEmpty)
            {
                return;
            }

            _afterBlock = null;
            if (text[0] != '\n')
            {
                Append($"\n{prefix.TrimEnd()}\n{prefix}");
            }
            else if (!NextLineIsBlank(text[1..]))
            {
                Append("\n" + prefix.TrimEnd());
            }
        }

        Append(text);
    }

    /// <summary>Writes a block between blank lines.</summary>
    public void Block(string block)
    {
        if (block.Length == 0)
        {
            return;
        }

        if (_afterBlock is { } after)
        {
            _afterBlock = null;
            Append($"\n{after.TrimEnd()}\n{after}");
        }

        var line = _out.ToString(_lineStart, _out.Length - _lineStart);
        var prefix = TagText.Continuation(line, out var isAlone);
        var isOneItem = block.StartsWith("- [", StringComparison.Ordinal) && !block.Contains('\n', StringComparison.Ordinal);
        var isItem = isAlone && line.AsSpan().ContainsAnyExcept(" \t>");
        if (!isAlone)
        {
            _out.Length -= line.Length - line.TrimEnd(' ', '\t').Length;
            Append($"\n{prefix.TrimEnd()}\n{prefix}");
        }
        else if (!isItem && !_previousIsBlank && !(isOneItem && _isAfterItem)) // items in a row are one list
        {
            _out.Length = _lineStart;
            _lineIsBlank = true;
            Append($"{prefix.TrimEnd()}\n{prefix}");
        }

        Append(TagText.Prefix(block, prefix));
        (_afterBlock, _isAfterItem) = (prefix, isOneItem);
    }

    public override string ToString() => _out.ToString();

    private static bool NextLineIsBlank(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).Trim(" \t>").IsEmpty;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var start = _out.Length;
        _out.Append(text);
        var last = text.LastIndexOf('\n');
        if (last < 0)
        {
            _lineIsBlank = _lineIsBlank && text.Trim(" \t>").IsEmpty;
            return;
        }

        var before = text[..last].LastIndexOf('\n');
        _previousIsBlank = text[(before + 1)..last].Trim(" \t>").IsEmpty && (before >= 0 || _lineIsBlank);
        _lineStart = start + last + 1;
        _lineIsBlank = text[(last + 1)..].Trim(" \t>").IsEmpty;
    }
}
