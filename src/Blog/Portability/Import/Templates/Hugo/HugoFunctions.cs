using System.Net;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>The functions of simple templates.</summary>
internal static class HugoFunctions
{
    /// <summary>The value of a function; null if it is not one of these.</summary>
    public static object? Apply(string name, List<object> arguments, TagCall call) =>
        (name, arguments.Count) switch
        {
            // What is printed is Markdown and goes through the sanitizer in the end.
            ("markdownify" or "safeHTML" or "safeURL" or "safeHTMLAttr" or "safeCSS" or "safeJS", 1) => arguments[0],
            ("transform.Markdownify" or "absURL" or "relURL" or "absLangURL" or "relLangURL" or "print" or "string" or "emojify", 1) =>
                arguments[0],
            ("plainify" or "htmlUnescape", 1) => Text(arguments[0], call) is { } text ? WebUtility.HtmlDecode(text) : null,
            ("htmlEscape", 1) => WebUtility.HtmlEncode(Text(arguments[0], call)),
            ("lower", 1) => Text(arguments[0], call).ToLowerInvariant(),
            ("upper", 1) => Text(arguments[0], call).ToUpperInvariant(),
            ("title", 1) => Text(arguments[0], call),
            ("chomp", 1) => Text(arguments[0], call).TrimEnd('\n'),
            ("trim" or "strings.Trim", 2) => Trim(arguments, call),
            ("default", 2) => HugoExpression.IsTrue(Value(arguments[1], call)) ? arguments[1] : arguments[0],
            ("cond", 3) => HugoExpression.IsTrue(Value(arguments[0], call)) ? arguments[1] : arguments[2],
            ("eq", 2) => Text(arguments[0], call) == Text(arguments[1], call),
            ("ne", 2) => Text(arguments[0], call) != Text(arguments[1], call),
            ("not", 1) => !HugoExpression.IsTrue(Value(arguments[0], call)),
            ("and", > 0) => arguments.Find(argument => !HugoExpression.IsTrue(Value(argument, call))) ?? arguments[^1],
            ("or", > 0) => arguments.Find(argument => HugoExpression.IsTrue(Value(argument, call))) ?? arguments[^1],
            ("isset", 2) => arguments[0] is "params" && IsSet(Text(arguments[1], call), call),
            _ => null,
        };

    private static object Value(object argument, TagCall call) => argument is HugoExpression.Inner ? call.Inner : argument;

    private static string Text(object argument, TagCall call) => Value(argument, call).ToString() ?? "";

    /// <summary>The enclosed text stays what it is: blank lines at its ends are gone already.</summary>
    private static object Trim(List<object> arguments, TagCall call) =>
        arguments[0] is HugoExpression.Inner
            ? arguments[0]
            : Text(arguments[0], call).Trim([.. Text(arguments[1], call).Replace("\\n", "\n", StringComparison.Ordinal)]);

    private static bool IsSet(string key, TagCall call) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at < call.Arguments.Words.Count
            : call.Arguments.Options.ContainsKey(key);
}
