using System.Text;
using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>A template of HTML, expressions, <c>if</c>, <c>with</c> and <c>else</c>.</summary>
internal sealed partial class HugoTemplate
{
    private const int MaxDepth = 20;

    private readonly List<Node> _nodes;

    private HugoTemplate(List<Node> nodes) => _nodes = nodes;

    private enum Kind
    {
        Text,
        Print,
        If,
        With,
    }

    /// <summary>Parses a template; null if it has more than simple ones have.</summary>
    public static HugoTemplate? Parse(string text)
    {
        if (Split(text) is not var (pieces, actions))
        {
            return null;
        }

        var at = 0;
        return ReadNodes(pieces, actions, ref at, 0, out var end) is { } nodes && end.Length == 0 ? new HugoTemplate(nodes) : null;
    }

    /// <summary>Prints the template for a call.</summary>
    /// <returns>False if an expression is not simple or the output is too long.</returns>
    public bool TryPrint(TagCall call, StringBuilder output, int maxLength) =>
        Print(_nodes, new HugoExpression(call), "", output, maxLength);

    /// <summary>Whether text that begins so is a block of HTML or Markdown.</summary>
    public static bool BeginsBlock(string text) => Block().IsMatch(text) || text.Contains('\n', StringComparison.Ordinal);

    /// <summary>The texts of a template and the actions between them; null if one does not end.</summary>
    private static (List<string> Pieces, List<string> Actions)? Split(string text)
    {
        var (pieces, actions) = (new List<string>(), new List<string>());
        var start = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                return null;
            }

            var code = text[(at + 2)..end];
            pieces.Add(code.StartsWith('-') ? text[start..at].TrimEnd() : text[start..at]);
            actions.Add(code.Trim('-').Trim());
            start = end + 2;
            while (code.EndsWith('-') && start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        pieces.Add(text[start..]);
        return (pieces, actions);
    }

    private static bool Print(List<Node> nodes, HugoExpression expressions, object dot, StringBuilder output, int maxLength)
    {
        foreach (var node in nodes)
        {
            if (node.Kind == Kind.Text)
            {
                output.Append(node.Code);
                continue;
            }

            if (expressions.Evaluate(node.Code, dot) is not { } value)
            {
                return false;
            }

            if (node.Kind == Kind.Print)
            {
                output.Append(value is HugoExpression.Inner ? Placed(output, expressions.InnerText) : value.ToString());
            }
            else
            {
                var holds = value is HugoExpression.Inner ? expressions.InnerText.Length > 0 : HugoExpression.IsTrue(value);
                var inner = holds && node.Kind == Kind.With ? value : dot;
                if (!Print(holds ? node.Then : node.Else, expressions, inner, output, maxLength))
                {
                    return false;
                }
            }

            if (output.Length > maxLength)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Markdown directly in a block of HTML stands between blank lines, or it would be taken for HTML.</summary>
    private static string Placed(StringBuilder output, string inner)
    {
        var before = output.ToString(Math.Max(0, output.Length - 200), Math.Min(200, output.Length));
        return Opens().IsMatch(before) ? $"\n\n{inner}\n\n" : inner;
    }

    private static List<Node>? ReadNodes(List<string> pieces, List<string> actions, ref int at, int depth, out string end)
    {
        var nodes = new List<Node>();
        end = "";
        while (at < pieces.Count)
        {
            nodes.Add(new Node(Kind.Text, Tidy(pieces[at]), [], []));
            if (at == actions.Count)
            {
                return nodes;
            }

            var code = actions[at++];
            if (code.StartsWith("/*", StringComparison.Ordinal) || Assignment().IsMatch(code))
            {
                if (!code.StartsWith("/*", StringComparison.Ordinal))
                {
                    nodes.Add(new Node(Kind.Print, code, [], []));
                }

                continue;
            }

            var word = code.Split(' ', 2)[0];
            if (word is "end" or "else")
            {
                end = code;
                return nodes;
            }

            if (word is not ("if" or "with"))
            {
                nodes.Add(new Node(Kind.Print, code, [], []));
                continue;
            }

            if (depth == MaxDepth || ReadBranch(pieces, actions, ref at, depth, code) is not { } branch)
            {
                return null;
            }

            nodes.Add(branch);
        }

        return nodes;
    }

    private static Node? ReadBranch(List<string> pieces, List<string> actions, ref int at, int depth, string code)
    {
        var words = code.Split(' ', 2);
        if (words.Length < 2 || ReadNodes(pieces, actions, ref at, depth + 1, out var end) is not { } then)
        {
            return null;
        }

        List<Node> otherwise = [];
        if (end.StartsWith("else if ", StringComparison.Ordinal) || end.StartsWith("else with ", StringComparison.Ordinal))
        {
            return depth < MaxDepth && ReadBranch(pieces, actions, ref at, depth + 1, end["else ".Length..]) is { } next
                ? new Node(words[0] == "if" ? Kind.If : Kind.With, words[1], then, [next])
                : null;
        }

        if (end == "else")
        {
            if (ReadNodes(pieces, actions, ref at, depth + 1, out end) is not { } second)
            {
                return null;
            }

            otherwise = second;
        }

        return end == "end" ? new Node(words[0] == "if" ? Kind.If : Kind.With, words[1], then, otherwise) : null;
    }

    /// <summary>
    /// Without indentation, which Markdown would take for code, and with blank lines around the elements in which Markdown stands, or it
    /// would be taken for HTML. Markdown makes paragraphs by itself.
    /// </summary>
    private static string Tidy(string html) =>
        BlankLines().Replace(Containers().Replace(Paragraphs().Replace(Blanks().Replace(html, "\n"), "\n\n"), "\n\n${tag}\n\n"), "\n\n");

    private sealed record Node(Kind Kind, string Code, List<Node> Then, List<Node> Else);

    [GeneratedRegex(@"^\$\w+\s*:?=", RegexOptions.NonBacktracking)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"[ \t]*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"</?p(\s[^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(
        @"(?<tag></?(div|section|article|aside|center|blockquote|details)\b[^<>]*>|</summary>)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Containers();

    [GeneratedRegex(@"\n\s*\n", RegexOptions.NonBacktracking)]
    private static partial Regex BlankLines();

    [GeneratedRegex(
        @"^<(div|details|section|article|aside|blockquote|figure|p|pre|ul|ol|table|iframe|video|audio|center|hr|h[1-6])\b|^(> |- |#|```)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Block();

    [GeneratedRegex(
        @"(<(div|details|section|article|aside|blockquote|li|td|figure|center)\b[^<>]*>|</(summary|div|p|h[1-6]|figcaption)>)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Opens();
}
