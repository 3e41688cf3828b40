using System.Net;
using Blog.Data;
using Fluid;
using Fluid.Values;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>Jekyll's filters, and Liquid's own that can make a text longer, with a limit.</summary>
internal static class JekyllFilters
{
    public static void Register(FilterCollection filters, SiteAddress site)
    {
        Add(filters, "relative_url", (text, _) => site.Relative(text));
        Add(filters, "absolute_url", (text, _) => site.Absolute(text));

        // What is printed is Markdown already.
        Add(filters, "markdownify", (text, _) => text);
        Add(filters, "smartify", (text, _) => text);
        Add(filters, "liquify", (text, _) => text);
        Add(filters, "xml_escape", (text, _) => WebUtility.HtmlEncode(text));
        Add(filters, "escape", (text, _) => WebUtility.HtmlEncode(text));
        Add(filters, "cgi_escape", (text, _) => WebUtility.UrlEncode(SiteAddress.Plain(text)));
        Add(
            filters,
            "uri_escape",
            (text, _) => Uri.EscapeDataString(SiteAddress.Plain(text)).Replace("%2F", "/", StringComparison.Ordinal)
        );
        Add(filters, "slugify", (text, _) => Slug.From(SiteAddress.Plain(text)).Value);
        Add(
            filters,
            "normalize_whitespace",
            (text, _) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        );
        Add(filters, "number_of_words", (text, _) => Number(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length));
        Add(filters, "date_to_string", (text, _) => Day(text, "dd MMM yyyy"));
        Add(filters, "date_to_long_string", (text, _) => Day(text, "dd MMMM yyyy"));
        Add(filters, "date_to_xmlschema", (text, _) => Day(text, "yyyy-MM-ddTHH:mm:sszzz"));
        Add(filters, "date_to_rfc822", (text, _) => Day(text, "ddd, dd MMM yyyy HH:mm:ss zzz"));
        Add(filters, "append", (text, words) => text + words[0]);
        Add(filters, "prepend", (text, words) => words[0] + text);
        Add(filters, "replace", (text, words) => Replace(text, words[0], words[1]));
        Add(
            filters,
            "replace_first",
            (text, words) => ReplaceAt(text, words[0], words[1], text.IndexOf(words[0], StringComparison.Ordinal))
        );
        Add(
            filters,
            "replace_last",
            (text, words) => ReplaceAt(text, words[0], words[1], text.LastIndexOf(words[0], StringComparison.Ordinal))
        );
        Add(filters, "newline_to_br", (text, _) => Replace(text, "\n", "<br />\n"));
        filters.AddFilter("join", Join);
    }

    private static void Add(FilterCollection filters, string name, Func<string, string[], string> filter) =>
        filters.AddFilter(
            name,
            (input, arguments, _) =>
            {
                var words = new[] { arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue() };
                var text = Limited(input.ToStringValue());
                return new ValueTask<FluidValue>(new StringValue(Limited(filter(text, words)), encode: false));
            }
        );

    private static ValueTask<FluidValue> Join(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var separator = arguments.At(0).IsNil() ? " " : arguments.At(0).ToStringValue();
        var words = input.Enumerate(context).Take(10_000).Select(value => value.ToStringValue()).ToList();
        var length = words.Sum(word => (long)word.Length) + ((long)separator.Length * words.Count);
        return length > LimitedWriter.MaxValue
            ? throw new InvalidOperationException("a value is too long")
            : new ValueTask<FluidValue>(new StringValue(string.Join(separator, words), encode: false));
    }

    private static string Limited(string text) =>
        text.Length > LimitedWriter.MaxValue ? throw new InvalidOperationException("a value is too long") : text;

    private static string Replace(string text, string old, string with)
    {
        if (old.Length == 0)
        {
            return text;
        }

        var count = text.AsSpan().Count(old);
        return (long)count * with.Length > LimitedWriter.MaxValue
            ? throw new InvalidOperationException("a value is too long")
            : text.Replace(old, with, StringComparison.Ordinal);
    }

    private static string ReplaceAt(string text, string old, string with, int at) =>
        at < 0 || old.Length == 0 ? text : text[..at] + with + text[(at + old.Length)..];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(string text, string format) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToString(format, CultureInfo.InvariantCulture)
            : text;
}
