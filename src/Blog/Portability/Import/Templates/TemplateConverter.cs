using System.Text.RegularExpressions;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Templates.Containers;
using Blog.Portability.Import.Templates.Hexo;
using Blog.Portability.Import.Templates.Hugo;
using Blog.Portability.Import.Templates.Jekyll;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates;

/// <summary>
/// Turns the template languages of site generators into Markdown: a pure function of text, generator and context. What stands in code is
/// not touched, and only the generator's own syntax is.
/// </summary>
public static partial class TemplateConverter
{
    /// <summary>Converts a post's text, which has line feeds and passed the renderer's limits.</summary>
    /// <param name="tool">The generator of the site; for an unknown one the text has to show which it is.</param>
    public static TemplateResult Convert(string markdown, SiteGenerator tool, TemplateContext context)
    {
        if (!MayConvert(markdown))
        {
            return new TemplateResult(markdown);
        }

        var log = new TemplateLog();
        var kind = tool == SiteGenerator.Unknown ? Detect(markdown) : tool;
        var (syntax, isVerbatim) = SyntaxOf(kind);
        var text = ContainerConverter.Convert(markdown, part => TemplateScan.Of(part, syntax, isVerbatim), log);
        var tags = new TemplateLog { SourceLine = new LineMap(markdown, text).SourceOf };
        var (converted, known) = ConvertTags(text, kind, context, tags);
        if (known > 0 || tool != SiteGenerator.Unknown)
        {
            text = converted;
            log.Add(tags);
        }

        return new TemplateResult(text)
        {
            Warnings =
            [
                .. log.Warnings.OrderBy(warning => warning.Line).Select(warning => new TemplateWarning(warning.Line, warning.Reason)),
            ],
            UnknownTags = [.. log.UnknownTags],
            SourceLine = text == markdown ? line => line : new LineMap(markdown, text).SourceOf,
        };
    }

    /// <summary>False if a text certainly has nothing to convert.</summary>
    public static bool MayConvert(string markdown) => Marks().IsMatch(markdown);

    private static SiteGenerator Detect(string text) =>
        HugoMarks().IsMatch(text) ? SiteGenerator.Hugo
        : HexoMarks().IsMatch(text) ? SiteGenerator.Hexo
        : JekyllMarks().IsMatch(text) ? SiteGenerator.Jekyll
        : text.Contains("{%", StringComparison.Ordinal) ? SiteGenerator.Hexo
        : SiteGenerator.Unknown;

    private static (TagSyntax Syntax, Func<string, bool> IsVerbatim) SyntaxOf(SiteGenerator tool) =>
        tool switch
        {
            SiteGenerator.Hexo => (TagSyntax.Percent, HexoTags.IsVerbatim),
            SiteGenerator.Jekyll => (TagSyntax.Percent, JekyllTags.IsVerbatim),
            SiteGenerator.Hugo => (TagSyntax.Shortcode, HugoShortcodes.IsVerbatim),
            _ => (TagSyntax.None, _ => false),
        };

    private static (string Text, int Known) ConvertTags(string text, SiteGenerator tool, TemplateContext context, TemplateLog log)
    {
        switch (tool)
        {
            case SiteGenerator.Hexo:
                var hexo = new HexoTags(context, log);
                return (Replace(HexoImageTags.WithGroups(text), tool, hexo.Convert, maxIndent: 3, log), hexo.Known);
            case SiteGenerator.Hugo:
                var hugo = new HugoShortcodes(context, log);
                return (Kramdown.Convert(Replace(text, tool, hugo.Convert, int.MaxValue, log), headingsOnly: true), hugo.Known);
            case SiteGenerator.Jekyll:
                var jekyll = new JekyllLiquid(context, log);
                return (Kramdown.Convert(jekyll.Convert(text), headingsOnly: false), jekyll.Known);
            default:
                return (text, 0);
        }
    }

    private static string Replace(string text, SiteGenerator tool, TagHandler convert, int maxIndent, TemplateLog log)
    {
        var (syntax, isVerbatim) = SyntaxOf(tool);
        return TagConverter.Convert(text, TemplateScan.Of(text, syntax, isVerbatim).Tokens, convert, isVerbatim, maxIndent, log).Text;
    }

    [GeneratedRegex(@"\{%|\{\{|:::|!!!|\?\?\?|\{:|\{#|\^\[|=== ", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\{\{[<%]\s*/?\s*[A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex HugoMarks();

    [GeneratedRegex(
        @"\{%-?\s*(asset_(img|path|link)|post_(link|path)|codeblock|blockquote|pullquote|include_code|note|tabs)\s",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex HexoMarks();

    [GeneratedRegex(
        @"\{%-?\s*(highlight|post_url|include|include_relative|assign|capture)\s|\{%-?\s*link\s+_|\{\{-?\s*(site|page)\.\w",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex JekyllMarks();
}
