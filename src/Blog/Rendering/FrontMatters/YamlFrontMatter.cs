using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Blog.Rendering.FrontMatters;

/// <summary>
/// YAML front matter. The parser's events are read one by one (the parser itself keeps its state on the heap), so that depth, anchors and
/// tags are refused where they appear; <c>YamlStream</c> and <c>Deserializer</c> would build everything first and guess types.
/// </summary>
internal static partial class YamlFrontMatter
{
    /// <summary>Reads the front matter; if it is not valid YAML, field by field with a warning.</summary>
    /// <exception cref="FrontMatterException">Anchors, tags, or nested too deeply.</exception>
    /// <param name="invalid">Why it is not valid YAML; null if it is.</param>
    public static FrontMatterMap Parse(string head, int firstLine, List<string> warnings, out FrontMatterError? invalid)
    {
        invalid = null;
        try
        {
            return Document(head, firstLine, warnings);
        }
        catch (YamlException wrong)
        {
            var line = (int)(firstLine + Math.Max(1, wrong.Start.Line));
            invalid = new FrontMatterError($"not valid YAML ({FirstSentence(wrong.Message)})", line);
            warnings.Add($"line {line}: not valid YAML, read field by field ({FirstSentence(wrong.Message)})");
            return ByField(head, firstLine, warnings);
        }
    }

    /// <summary>Reads YAML; if it is not valid, field by field with a warning.</summary>
    /// <exception cref="FrontMatterException">Anchors, tags, or nested too deeply.</exception>
    public static FrontMatterMap Parse(string head, int firstLine, List<string> warnings) => Parse(head, firstLine, warnings, out _);

    private static FrontMatterMap Document(string text, int firstLine, List<string> warnings)
    {
        try
        {
            return Events(text, firstLine, warnings);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet 18.1 throws these for an unterminated list (tags: [a, b) and for invalid characters ("\uD800").
            throw new YamlException("an unterminated list or text, or an invalid character", wrong);
        }
    }

    private static FrontMatterMap Events(string text, int firstLine, List<string> warnings)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return new FrontMatterMap();
        }

        parser.Consume<DocumentStart>();
        var value = Value(parser, firstLine, 0, warnings);
        parser.Consume<DocumentEnd>();
        parser.Consume<StreamEnd>();
        return value switch
        {
            FrontMatterValue.Map map => map.Fields,
            FrontMatterValue.Text { Value: "" } => new FrontMatterMap(),
            _ => throw new YamlException("the front matter is not a map of fields"),
        };
    }

    private static FrontMatterValue Value(Parser parser, int firstLine, int depth, List<string> warnings)
    {
        var item = parser.Consume<ParsingEvent>();
        var line = firstLine + Math.Max(1, (int)item.Start.Line);
        if (item is AnchorAlias)
        {
            throw new YamlException(item.Start, item.End, "* refers to no anchor"); // anchors are refused before this: title: **bold**
        }

        if (item is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new FrontMatterException("YAML anchors (& and *) are not supported", line);
        }

        if (item is NodeEvent { Tag.IsEmpty: false })
        {
            throw new FrontMatterException("YAML type tags (!!) are not supported", line);
        }

        if (depth > FrontMatter.MaxDepth)
        {
            throw new FrontMatterException("the front matter is nested more than 20 deep", line);
        }

        switch (item)
        {
            case Scalar scalar:
                return new FrontMatterValue.Text(scalar.Value, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted);
            case SequenceStart:
                var items = new List<FrontMatterValue>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Value(parser, firstLine, depth + 1, warnings));
                }

                return new FrontMatterValue.List(items);
            case MappingStart:
                var fields = new FrontMatterMap();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    if (Value(parser, firstLine, depth + 1, warnings) is not FrontMatterValue.Text key)
                    {
                        throw new YamlException(item.Start, item.End, "a field's name is not plain text");
                    }

                    if (!fields.Set(key.Value, Value(parser, firstLine, depth + 1, warnings)) && warnings.Count < 20)
                    {
                        warnings.Add($"line {line}: {key.Value} is written more than once, the last one counts");
                    }
                }

                return new FrontMatterValue.Map(fields);
            default:
                throw new YamlException(item.Start, item.End, "unexpected end");
        }
    }

    /// <summary>Reads each field on its own, so that an invalid one does not affect the others.</summary>
    private static FrontMatterMap ByField(string head, int firstLine, List<string> warnings)
    {
        var fields = new FrontMatterMap();
        var lines = head.Split('\n');
        for (var i = 0; i < lines.Length; )
        {
            var end = i + 1;
            while (end < lines.Length && (lines[end].Length == 0 || lines[end][0] is ' ' or '\t' or '-' or '#'))
            {
                end++;
            }

            var key = FrontMatterBoundaries.Key().Match(lines[i]);
            if (key.Success)
            {
                var name = key.Groups["key"].Value.Trim().Trim('"');
                fields.Set(name, Field(name, lines[i][key.Length..].Trim(), string.Join('\n', lines[i..end]), firstLine + i));
            }
            else if (lines[i].AsSpan().Trim().Length > 0 && lines[i][0] != '#' && warnings.Count < 20)
            {
                warnings.Add($"line {firstLine + i + 1}: no field, left out");
            }

            i = end;
        }

        return fields;
    }

    private static FrontMatterValue Field(string name, string raw, string block, int firstLine)
    {
        try
        {
            if (Document(block, firstLine, []).TryGet(name, out var value))
            {
                return value;
            }
        }
        catch (YamlException)
        {
            // Its text is used as written.
        }

        var items = block
            .Split('\n')
            .Skip(1)
            .Select(line => ItemLine().Match(line))
            .Where(item => item.Success)
            .Select(item => item.Groups["item"].Value)
            .ToList();
        return raw.Length == 0 && items.Count > 0
                ? new FrontMatterValue.List([.. items.Select(item => new FrontMatterValue.Text(Unquoted(item)))])
            : raw.Length > 2 && raw[0] == '[' && raw[^1] == ']'
                ? new FrontMatterValue.List([.. raw[1..^1].Split(',', '，').Select(item => new FrontMatterValue.Text(Unquoted(item)))])
            : new FrontMatterValue.Text(Unquoted(raw));
    }

    private static string Unquoted(string raw)
    {
        var text = raw.Trim();
        return text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;
    }

    private static string FirstSentence(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    [GeneratedRegex(@"^\s*-\s+(?<item>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ItemLine();
}
