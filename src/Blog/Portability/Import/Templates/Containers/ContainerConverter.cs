using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>
/// Converts the boxes of markdown-it, HackMD, VuePress and Docusaurus (<c>:::</c>) and of Python-Markdown (<c>!!!</c>, <c>???</c>), line by
/// line. A box ends at its own ruler, at a longer one, with the quote it is in, or at the end of the text.
/// </summary>
internal sealed partial class ContainerConverter
{
    /// <summary>Boxes nested deeper lose their form and keep their text; each level copies what it encloses.</summary>
    private const int MaxDepth = 16;

    private readonly string _text;
    private readonly TemplateScan _scan;
    private readonly TemplateLog _log;
    private readonly int _depth;
    private readonly int _firstLine;
    private readonly Stack<Box> _open = new();
    private readonly Stack<int> _ignored = new();
    private readonly BoxLines _root = new();

    private ContainerConverter(string text, TemplateScan scan, TemplateLog log, int depth, int firstLine) =>
        (_text, _scan, _log, _depth, _firstLine) = (text, scan, log, depth, firstLine);

    private BoxLines Current => _open.TryPeek(out var box) ? box.Lines : _root;

    /// <summary>Converts all boxes of a text.</summary>
    /// <param name="scan">Finds the code of a text.</param>
    public static string Convert(string text, Func<string, TemplateScan> scan, TemplateLog log) => Convert(text, scan, log, 0, 1);

    private static string Convert(string text, Func<string, TemplateScan> scan, TemplateLog log, int depth, int firstLine) =>
        depth <= MaxDepth && AnyMark().IsMatch(text) ? new ContainerConverter(text, scan(text), log, depth, firstLine).Run(scan) : text;

    private string Run(Func<string, TemplateScan> scan)
    {
        var lines = _text.Split('\n');
        var offset = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var start = offset;
            offset += line.Length + 1;
            if (_scan.IsCode(start + IndentOf(line)))
            {
                Add(line);
            }
            else if (Admonition.Read(lines, i) is { } admonition)
            {
                var body = Convert(admonition.Body, scan, _log, _depth + 1, _firstLine + i + 1);
                Add(admonition.Convert(body), admonition.FirstPrefix, admonition.Prefix);
                offset += lines.Skip(i + 1).Take(admonition.Lines - 1).Sum(taken => taken.Length + 1);
                i += admonition.Lines - 1;
            }
            else
            {
                ReadLine(line, i);
            }
        }

        while (_open.Count > 0)
        {
            Close();
        }

        return _root.ToString();
    }

    private void ReadLine(string line, int number)
    {
        CloseQuoted(line);
        if (Ruler().Match(line) is not { Success: true } ruler)
        {
            Add(line);
            return;
        }

        var (length, rest) = (ruler.Groups["ruler"].Length, ruler.Groups["rest"].Value.Trim());
        if (rest.Length == 0)
        {
            End(length, number);
            return;
        }

        var isOneLine = rest.EndsWith(":::", StringComparison.Ordinal);
        if (ContainerHead.Read(isOneLine ? rest.TrimEnd(':').TrimEnd() : rest) is not { } head)
        {
            Add(line);
        }
        else if (_open.Count >= MaxDepth || _depth >= MaxDepth)
        {
            _log.Warn(_firstLine + number, $"boxes are nested more than {MaxDepth} deep: the inner ones keep only their text");
            if (!isOneLine)
            {
                _ignored.Push(length);
            }
        }
        else
        {
            if (!head.IsKnown())
            {
                _log.Warn(_firstLine + number, $"unknown container '{head.Name}': shown as a note");
            }

            var prefix = TagText.Continuation(ruler.Groups["prefix"].Value, out _);
            _open.Push(new Box(head, length, ruler.Groups["prefix"].Value, prefix, new BoxLines()));
            if (isOneLine)
            {
                Current.Add(head.Title);
                _open.Push(_open.Pop() with { Head = head with { Title = "" } });
                Close();
            }
        }
    }

    /// <summary>Ends the box of this ruler with those inside it, else the innermost that a ruler of this length may end.</summary>
    private void End(int length, int number)
    {
        if (_ignored.TryPeek(out var ignored) && ignored <= length)
        {
            _ignored.Pop();
            return;
        }

        if (_open.Count == 0)
        {
            _log.Warn(_firstLine + number, "the end of a container that never began: left out");
            return;
        }

        var hasOwn = _open.Any(box => box.Ruler == length);
        if (!hasOwn)
        {
            Close();
            return;
        }

        while (_open.Peek().Ruler != length)
        {
            Close();
        }

        Close();
    }

    private void CloseQuoted(string line)
    {
        while (_open.TryPeek(out var box) && box.Prefix.Contains('>', StringComparison.Ordinal))
        {
            var quotes = TagText.Continuation(line, out _).Count(c => c == '>');
            if (quotes >= box.Prefix.Count(c => c == '>'))
            {
                return;
            }

            Close();
        }
    }

    private void Close()
    {
        var box = _open.Pop();
        Add(box.Head.Convert(TagText.TrimLines(box.Lines.ToString())), box.FirstPrefix, box.Prefix);
    }

    private void Add(string line) => Current.Add(_open.TryPeek(out var box) ? TagText.WithoutPrefix("\n" + line, box.Prefix)[1..] : line);

    /// <summary>Adds a block, with the indentation that it has beyond that of the box around it.</summary>
    private void Add(string block, string firstPrefix, string prefix)
    {
        var around = _open.TryPeek(out var box) ? Math.Min(box.Prefix.Length, prefix.Length) : 0;
        Current.AddBlock(block, firstPrefix[Math.Min(around, firstPrefix.Length)..], prefix[around..]);
    }

    private static int IndentOf(string line) => Math.Max(0, line.AsSpan().IndexOfAnyExcept(" \t>"));

    private sealed record Box(ContainerHead Head, int Ruler, string FirstPrefix, string Prefix, BoxLines Lines);

    [GeneratedRegex(
        @"^(?<prefix>[ \t>]*(([-*+]|[0-9]{1,9}[.)])[ \t]+)*)(?<ruler>:{3,})(?<rest>[^:].*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Ruler();

    [GeneratedRegex(
        @":::|^[^\n]*(!!!|\?\?\?|===)[+ ]",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex AnyMark();
}
