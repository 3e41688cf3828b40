using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;
using Fluid;
using Fluid.Values;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Runs a Jekyll post's Liquid with the site's and the post's variables, within limits on steps, nesting, files and output. A tag with an
/// error stays in the text.
/// </summary>
internal sealed partial class JekyllLiquid
{
    private const int MaxSteps = 5_000;
    private const string Kept = "Liquid was left as it is: ";

    private static readonly string[] Roots = ["site", "page", "include", "forloop", "jekyll", "paginator"];

    private readonly Syntax.TemplateContext _context;
    private readonly TemplateLog _log;
    private readonly SiteAddress _address;
    private readonly JekyllTags _tags;
    private readonly JekyllParser _parser;

    public JekyllLiquid(Syntax.TemplateContext context, TemplateLog log)
    {
        (_context, _log) = (context, log);
        _address = new SiteAddress(context.SiteValue("url"), context.SiteValue("baseurl"));
        _tags = new JekyllTags(context, log);
        _parser = new JekyllParser(context, text => Prepare(text, protectsProse: false), problem => log.Warn(0, problem));
    }

    /// <summary>How many tags and values were known.</summary>
    public int Known { get; private set; }

    /// <summary>Converts a text.</summary>
    public string Convert(string text)
    {
        if (BraceGuard.IsUsedBy(text) || SiteAddress.IsUsedBy(text))
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
        return BraceGuard.Show(SiteAddress.Show(Run(prepared) ?? prepared));
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
        if (FindError(text) is { } error)
        {
            if (LiquidRepair.Repair(text, part => FindError(part)?.Reason) is not { } repaired || FindError(repaired.Text) is not null)
            {
                _log.Warn(error.Line, Kept + error.Reason);
                return null;
            }

            foreach (var fault in repaired.Faults)
            {
                _log.Warn(fault.Line, Kept + fault.Reason);
            }

            text = repaired.Text;
        }

        if (!_parser.TryParse(text, out var template, out _))
        {
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
            _log.Warn(LineOfTag(text), Kept + refused.Message);
            return null;
        }
    }

    /// <summary>Why a text cannot be run, and where; null if it can.</summary>
    private (int Line, string Reason)? FindError(string text)
    {
        if (LiquidGuard.Check(text) is var (reason, offset))
        {
            return (text.AsSpan(0, offset).Count('\n') + 1, reason);
        }

        if (_parser.TryParse(text, out _, out var error))
        {
            return null;
        }

        var place = ErrorPlace().Match(error);
        return place.Success
            ? (int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture), error[..place.Index].TrimEnd())
            : (0, error.Split('\n')[0]);
    }

    private Fluid.TemplateContext Variables()
    {
        var options = new TemplateOptions { MaxSteps = MaxSteps, MaxRecursion = 20 };
        JekyllFilters.Register(options.Filters, _address);
        options.Assigned = (_, value, _) => new ValueTask<FluidValue>(LimitedWriter.Checked(value));
        options.Captured = (_, value, _) => new ValueTask<FluidValue>(LimitedWriter.Checked(value));
        var variables = new Fluid.TemplateContext(options);
        var site = TemplateValues.Of(_context.Site);
        (site["baseurl"], site["url"]) = (_address.Base, _address.Url);
        variables.SetValue("site", site);
        variables.SetValue("page", TemplateValues.Of(_context.Page));
        variables.SetValue("jekyll", new Dictionary<string, object> { ["environment"] = "production" });
        return variables;
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
}
