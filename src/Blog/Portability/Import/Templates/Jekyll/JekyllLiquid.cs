using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;
using Fluid;
using Fluid.Values;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Runs a Jekyll post's Liquid with the site's and the post's variables, within limits on steps, nesting, files and output. A text with an
/// error keeps its Liquid.
/// </summary>
internal sealed partial class JekyllLiquid
{
    private const int MaxSteps = 5_000;

    /// <summary>Stands for the site's address until it is known whether it is a part of a link.</summary>
    private const string SiteUrl = "\uE002";

    private static readonly string[] Roots = ["site", "page", "include", "forloop", "jekyll", "paginator"];

    private readonly Syntax.TemplateContext _context;
    private readonly TemplateLog _log;
    private readonly JekyllTags _tags;
    private readonly JekyllParser _parser;

    public JekyllLiquid(Syntax.TemplateContext context, TemplateLog log)
    {
        (_context, _log) = (context, log);
        _tags = new JekyllTags(context, log);
        _parser = new JekyllParser(context, text => Prepare(text, protectsProse: false), missing => log.Warn(0, missing));
    }

    /// <summary>How many tags and values were known.</summary>
    public int Known { get; private set; }

    /// <summary>Converts a text.</summary>
    public string Convert(string text)
    {
        if (BraceGuard.IsUsedBy(text) || text.Contains(SiteUrl, StringComparison.Ordinal))
        {
            return text;
        }

        var prepared = Prepare(text, protectsProse: true);
        Known = _tags.Known;
        if (!prepared.Contains("{{", StringComparison.Ordinal) && !prepared.Contains("{%", StringComparison.Ordinal))
        {
            return BraceGuard.Show(prepared);
        }

        Known++;
        return BraceGuard.Show(WithSiteUrl(Run(prepared) ?? prepared));
    }

    /// <summary>Hides what is no Liquid and converts Jekyll's own tags; what remains is Liquid.</summary>
    private string Prepare(string text, bool protectsProse)
    {
        var scan = TemplateScan.Of(text, TagSyntax.Percent, JekyllTags.IsVerbatim);
        var hidden = text.ToCharArray();
        foreach (var (start, end) in scan.Code)
        {
            BraceGuard.Hide(hidden.AsSpan(start, end - start));
        }

        HideProse(text, scan, hidden, protectsProse);
        var (prepared, _) = TagConverter.Convert(
            new string(hidden),
            [.. scan.Tokens.Where(token => !JekyllTags.IsLiquid(token.Name))],
            _tags.Convert,
            JekyllTags.IsVerbatim,
            maxIndent: 3,
            _log
        );
        return prepared;
    }

    /// <summary>Hides braces that are neither a tag nor a value that Jekyll has.</summary>
    private static void HideProse(string text, TemplateScan scan, char[] hidden, bool protectsProse)
    {
        var names = Names().Matches(text).Select(match => match.Groups["name"].Value).Concat(Roots).ToHashSet(StringComparer.Ordinal);
        var tags = scan.Tokens.Select(token => token.Start).ToHashSet();
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; )
        {
            var next = at + 1;
            var mark = next < text.Length ? text[next] : ' ';
            if (mark == '%' && !tags.Contains(at))
            {
                BraceGuard.Hide(hidden.AsSpan(at, 1));
            }
            else if (mark == '{')
            {
                var end = text.IndexOf("}}", next, Math.Min(1_000, text.Length - next), StringComparison.Ordinal);
                var value = end < 0 ? null : Value().Match(text[(at + 2)..end]);
                var isLiquid =
                    value is { Success: true }
                    && (!protectsProse || value.Groups["name"].Length == 0 || names.Contains(value.Groups["name"].Value));
                if (!isLiquid)
                {
                    BraceGuard.Hide(hidden.AsSpan(at, 2));
                }

                next = isLiquid ? end : at + 2;
            }

            at = next < text.Length ? text.IndexOf('{', next) : -1;
        }
    }

    private string? Run(string text)
    {
        if (LiquidGuard.Check(text) is var (reason, offset))
        {
            _log.Warn(text.AsSpan(0, offset).Count('\n') + 1, $"Liquid was left as it is: {reason}");
            return null;
        }

        if (!_parser.TryParse(text, out var template, out var error))
        {
            var place = ErrorPlace().Match(error);
            var line = place.Success ? int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var words = place.Success ? error[..place.Index].TrimEnd() : error.Split('\n')[0];
            _log.Warn(line, $"Liquid was left as it is: {words}");
            return null;
        }

        foreach (Match list in SiteLists().Matches(text))
        {
            _log.Warn(text.AsSpan(0, list.Index).Count('\n') + 1, $"Liquid uses {list.Value}, which the import does not know: empty");
        }

        try
        {
            using var output = new LimitedWriter();
            template.RenderAsync(output, NullEncoder.Default, Variables()).AsTask().GetAwaiter().GetResult();
            return output.ToString();
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            _log.Warn(LineOfTag(text), $"Liquid was left as it is: {refused.Message}");
            return null;
        }
    }

    private Fluid.TemplateContext Variables()
    {
        var options = new TemplateOptions { MaxSteps = MaxSteps, MaxRecursion = 20 };
        JekyllFilters.Register(options.Filters);
        options.Assigned = (_, value, _) => new ValueTask<FluidValue>(LimitedWriter.Checked(value));
        options.Captured = (_, value, _) => new ValueTask<FluidValue>(LimitedWriter.Checked(value));
        var variables = new Fluid.TemplateContext(options);
        var site = TemplateValues.Of(_context.Site);
        (site["baseurl"], site["url"]) = ("", SiteUrl);
        variables.SetValue("site", site);
        variables.SetValue("page", TemplateValues.Of(_context.Page));
        variables.SetValue("jekyll", new Dictionary<string, object> { ["environment"] = "production" });
        return variables;
    }

    /// <summary>In links the site's address is left out, so that imported files are found; elsewhere it is the real one.</summary>
    private string WithSiteUrl(string text)
    {
        var links = LinkedSiteUrl().Replace(text, "${before}/");
        return links.Replace(SiteUrl, _context.SiteValue("url"), StringComparison.Ordinal);
    }

    private static int LineOfTag(string text) =>
        text.IndexOf("{%", StringComparison.Ordinal) is > 0 and var at ? text.AsSpan(0, at).Count('\n') + 1 : 1;

    // {% assign name = ... %}, {% capture name %}, {% for name in ... %}
    [GeneratedRegex(
        @"\{%-?\s*(assign|capture|for|increment|decrement|tablerow)\s+(?<name>[\w-]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Names();

    [GeneratedRegex(
        @"^-?\s*((?<name>[A-Za-z_][\w-]*)([.\s|\[-].*)?|""[^""]*"".*|'[^']*'.*)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Value();

    [GeneratedRegex(@" at \((?<line>[0-9]+):[0-9]+\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorPlace();

    [GeneratedRegex(
        @"\bsite\.(posts|pages|tags|categories|data|related_posts|static_files|collections|html_pages|documents)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SiteLists();

    [GeneratedRegex(@"(?<before>\]\([ \t]*<?|=[ \t]*[""']?|\]:[ \t]*)\uE002/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LinkedSiteUrl();
}
