using System.Text;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>The lines of a box, with blank lines around the blocks among them.</summary>
internal sealed class BoxLines
{
    private readonly StringBuilder _text = new();
    private bool _isEmpty = true;
    private bool _lastIsBlank = true;
    private string? _afterBlock;

    public void Add(string line)
    {
        var isBlank = IsBlank(line);
        if (_afterBlock is { } prefix)
        {
            _afterBlock = null;
            if (!isBlank)
            {
                Append(prefix.TrimEnd());
            }
        }

        Append(line);
        _lastIsBlank = isBlank;
    }

    public void AddBlock(string block, string firstPrefix, string prefix)
    {
        if (block.Length == 0)
        {
            return;
        }

        if (!_lastIsBlank && firstPrefix == prefix)
        {
            Append(prefix.TrimEnd());
        }

        foreach (var (number, line) in block.Split('\n').Index())
        {
            var indented = (number == 0 ? firstPrefix : prefix) + line;
            Append(line.Length == 0 ? indented.TrimEnd() : indented);
        }

        (_lastIsBlank, _afterBlock) = (false, prefix);
    }

    public override string ToString() => _text.ToString();

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t>").IsEmpty;

    private void Append(string line)
    {
        _text.Append(_isEmpty ? "" : "\n").Append(line);
        _isEmpty = false;
    }
}
