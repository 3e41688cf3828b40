using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Evaluates the expressions of simple templates: parameters, the enclosed text, literals, functions of texts.</summary>
internal sealed partial class HugoExpression(TagCall call)
{
    private const int MaxDepth = 10;

    private readonly Dictionary<string, object> _variables = new(StringComparer.Ordinal);

    /// <summary>The enclosed text.</summary>
    public string InnerText => call.Inner;

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(object value) =>
        value is bool truth ? truth : value.ToString() is { Length: > 0 } and not "false" and not "0";

    /// <summary>The value of an expression: a text, a truth value or <see cref="Inner"/>; null if it is not simple.</summary>
    /// <param name="dot">The value that <c>with</c> gave.</param>
    public object? Evaluate(string code, object dot)
    {
        var tokens = Token().Matches(code).Select(match => match.Value).ToList();
        if (string.Concat(tokens).Length != code.Count(c => !char.IsWhiteSpace(c)) + tokens.Sum(token => token.Count(char.IsWhiteSpace)))
        {
            return null;
        }

        if (tokens is [var name, ":=" or "=", ..] && name.StartsWith('$'))
        {
            var value = Pipeline(tokens[2..], dot, 0);
            if (value is null)
            {
                return null;
            }

            _variables[name] = value;
            return "";
        }

        return Pipeline(tokens, dot, 0);
    }

    private object? Pipeline(List<string> tokens, object dot, int depth)
    {
        object? value = null;
        var (start, nesting) = (0, 0);
        for (var at = 0; at <= tokens.Count; at++)
        {
            nesting +=
                at == tokens.Count
                    ? 0
                    : tokens[at] switch
                    {
                        "(" => 1,
                        ")" => -1,
                        _ => 0,
                    };
            if (at < tokens.Count && (tokens[at] != "|" || nesting > 0))
            {
                continue;
            }

            value = Call(tokens[start..at], value, dot, depth);
            if (value is null)
            {
                return null;
            }

            start = at + 1;
        }

        return value;
    }

    private object? Call(List<string> tokens, object? piped, object dot, int depth)
    {
        if (tokens.Count == 0 || depth > MaxDepth)
        {
            return null;
        }

        var arguments = new List<object>();
        var first = tokens[0];
        var isFunction = char.IsAsciiLetter(first[0]) && first is not ("true" or "false");
        var isGet = first is ".Get" or "$.Get";
        for (var at = isFunction || isGet ? 1 : 0; at < tokens.Count; at++)
        {
            if (Argument(tokens, ref at, dot, depth) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        if (piped is not null)
        {
            arguments.Add(piped);
        }

        return isGet
            ? arguments is [var key]
                ? Parameter(key.ToString()!)
                : null
            : isFunction
                ? HugoFunctions.Apply(first, arguments, call)
                : arguments is [var only]
                    ? only
                    : null;
    }

    private object? Argument(List<string> tokens, ref int at, object dot, int depth)
    {
        var token = tokens[at];
        if (token == "(")
        {
            var (start, nesting) = (at + 1, 1);
            while (nesting > 0)
            {
                if (++at == tokens.Count)
                {
                    return null;
                }

                nesting += tokens[at] switch
                {
                    "(" => 1,
                    ")" => -1,
                    _ => 0,
                };
            }

            return Pipeline(tokens[start..at], dot, depth + 1);
        }

        return token switch
        {
            ['"', .., '"'] or ['`', .., '`'] when token.Length > 1 => token[1..^1],
            ".Inner" or "$.Inner" => new Inner(),
            "." => dot,
            ".Params" or "$.Params" => "params",
            ".IsNamedParams" => call.Arguments.Options.Count > 0,
            "true" or "false" => token == "true",
            ['$', ..] when _variables.TryGetValue(token, out var known) => known,
            _ when token.StartsWith(".Params.", StringComparison.Ordinal) => Parameter(token[".Params.".Length..]),
            _ when token.All(char.IsAsciiDigit) => token,
            _ => null,
        };
    }

    private string Parameter(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? call.Arguments.Get(at)
            : call.Arguments.Get(-1, key);

    [GeneratedRegex(@"""[^""]*""|`[^`]*`|:=|[()|=]|[$.]?[\w.]+|\$|\.", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    /// <summary>Stands for the enclosed text, which is Markdown already.</summary>
    internal sealed record Inner;
}
