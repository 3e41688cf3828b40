using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Blog.Rendering.FrontMatters;

/// <summary>TOML front matter, as written by Hugo. The syntax tree is read, not the model: it preserves the original text.</summary>
internal static class TomlFrontMatter
{
    /// <exception cref="FrontMatterException">Not valid TOML, or nested too deeply.</exception>
    public static FrontMatterMap Parse(string head, int firstLine)
    {
        var document = Tree(head, firstLine);
        if (document.HasErrors)
        {
            var first = document.Diagnostics.First(found => found.Kind == DiagnosticMessageKind.Error);
            throw new FrontMatterException("not valid TOML: " + first.Message.TrimEnd('.'), firstLine + first.Span.Start.Line + 1);
        }

        var root = new FrontMatterMap();
        Fill(root, document.KeyValues, 0, firstLine);
        foreach (var table in document.Tables)
        {
            var fields = new FrontMatterMap();
            Fill(fields, table.Items, 1, firstLine);
            Put(root, Path(table.Name!), new FrontMatterValue.Map(fields), table is TableArraySyntax, Line(table, firstLine));
        }

        return root;
    }

    private static DocumentSyntax Tree(string head, int firstLine)
    {
        try
        {
            return SyntaxParser.Parse(head, "front matter", validate: true);
        }
        catch (Exception wrong)
            when (wrong is ArgumentException or InvalidOperationException or FormatException or OverflowException or NullReferenceException)
        {
            // Tomlyn 2.10 throws these for some unfinished escapes instead of reporting them.
            throw new FrontMatterException("not valid TOML", firstLine + 1);
        }
    }

    private static void Fill(FrontMatterMap fields, IEnumerable<KeyValueSyntax> values, int depth, int firstLine)
    {
        foreach (var pair in values)
        {
            Put(fields, Path(pair.Key!), Value(pair.Value!, depth + 1, firstLine), append: false, Line(pair, firstLine));
        }
    }

    private static FrontMatterValue Value(ValueSyntax value, int depth, int firstLine)
    {
        if (depth > FrontMatter.MaxDepth)
        {
            throw new FrontMatterException("the front matter is nested more than 20 deep", Line(value, firstLine));
        }

        switch (value)
        {
            case StringValueSyntax text:
                return new FrontMatterValue.Text(text.Value ?? "", Quoted: true);
            case ArraySyntax array:
                return new FrontMatterValue.List([.. array.Items.Select(item => Value(item.Value!, depth + 1, firstLine))]);
            case InlineTableSyntax table:
                var fields = new FrontMatterMap();
                Fill(fields, table.Items.Select(item => item.KeyValue!), depth, firstLine);
                return new FrontMatterValue.Map(fields);
            default:
                // the tree includes a comment in the value before it
                return new FrontMatterValue.Text(value.ToString()!.Split('#')[0].Trim());
        }
    }

    private static void Put(FrontMatterMap root, List<string> path, FrontMatterValue value, bool append, int line)
    {
        if (path.Count > FrontMatter.MaxDepth)
        {
            throw new FrontMatterException("the front matter is nested more than 20 deep", line);
        }

        var at = root;
        foreach (var name in path.SkipLast(1))
        {
            at = Below(at, name);
        }

        var last = path[^1];
        at.TryGet(last, out var before);
        at.Set(
            last,
            (append, before, value) switch
            {
                (true, FrontMatterValue.List list, _) => new FrontMatterValue.List([.. list.Items, value]),
                (true, _, _) => new FrontMatterValue.List([value]),
                (_, FrontMatterValue.Map old, FrontMatterValue.Map more) => Merged(old, more),
                _ => value,
            }
        );
    }

    private static FrontMatterMap Below(FrontMatterMap at, string name)
    {
        if (
            at.TryGet(name, out var found)
            && (found as FrontMatterValue.Map ?? (found as FrontMatterValue.List)?.Items[^1] as FrontMatterValue.Map) is { } map
        )
        {
            return map.Fields;
        }

        var fields = new FrontMatterMap();
        at.Set(name, new FrontMatterValue.Map(fields));
        return fields;
    }

    private static FrontMatterValue.Map Merged(FrontMatterValue.Map old, FrontMatterValue.Map more)
    {
        foreach (var (key, value) in more.Fields)
        {
            old.Fields.Set(key, value);
        }

        return old;
    }

    private static List<string> Path(KeySyntax key) => [Name(key.Key!), .. key.DotKeys.Select(dotted => Name(dotted.Key!))];

    private static string Name(BareKeyOrStringValueSyntax key) => key is StringValueSyntax text ? text.Value ?? "" : key.ToString()!.Trim();

    private static int Line(SyntaxNode node, int firstLine) => firstLine + node.Span.Start.Line + 1;
}
