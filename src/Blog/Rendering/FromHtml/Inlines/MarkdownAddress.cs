using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>Addresses as Markdown reads them.</summary>
internal static partial class MarkdownAddress
{
    private const int MaxLength = 4_000;

    /// <summary>An address of an HTML text with what would end it early encoded; null for one that no reader may follow.</summary>
    public static string? Of(string? written)
    {
        var address = (written ?? "").Trim();
        if (address.Length is 0 or > MaxLength || Forbidden().IsMatch(address))
        {
            return null;
        }

        var encoded = new StringBuilder(address.Length);
        foreach (var c in address)
        {
            _ = c switch
            {
                '\n' or '\r' or '\t' => encoded,
                ' ' => encoded.Append("%20"),
                '(' => encoded.Append("%28"),
                ')' => encoded.Append("%29"),
                '<' => encoded.Append("%3C"),
                '>' => encoded.Append("%3E"),
                '"' => encoded.Append("%22"),
                '`' => encoded.Append("%60"),
                '\\' => encoded.Append("%5C"),
                _ when char.IsControl(c) || char.IsWhiteSpace(c) => encoded.Append(Uri.EscapeDataString(c.ToString())),
                _ => encoded.Append(c),
            };
        }

        return Entity().Replace(encoded.ToString(), "%26${rest}");
    }

    // What is left of a data: address would be a text of megabytes.
    [GeneratedRegex(
        @"^\s*(javascript|vbscript|data|blob|about)\s*:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Forbidden();

    [GeneratedRegex("&(?<rest>#?[A-Za-z0-9]{1,31};)", RegexOptions.NonBacktracking)]
    private static partial Regex Entity();
}
