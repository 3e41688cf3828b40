using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Portability.Import.Templates;
using Blog.Portability.Import.Templates.Hexo;
using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.FrontMatters;

namespace Blog.Tests.Portability.Import.Templates;

/// <summary>Texts that were made to stall the import, by counts of work, and files that it must not read.</summary>
public sealed class HostileTemplateTests
{
    private const int Size = 500 * 1024;

    [Theory]
    [InlineData("{% note %}", "{% endnote %}")]
    [InlineData("{% note info x %}\n", "\n{% endnote %}\n")]
    [InlineData("{% hideToggle x %}", "{% endhideToggle %}")]
    public void Ten_thousand_nested_tags_cost_no_more_than_a_few_copies(string open, string close)
    {
        var text = Repeat(open, 10_000) + "内" + Repeat(close, 10_000);
        var log = new TemplateLog();
        var (converted, work) = TagConverter.Convert(
            text,
            TemplateScan.Of(text, TagSyntax.Percent, HexoTags.IsVerbatim).Tokens,
            new HexoTags(TemplateContext.Empty, log).Convert,
            HexoTags.IsVerbatim,
            3,
            log
        );
        Assert.True(work < 60L * text.Length, $"{work} characters for {text.Length}");
        Assert.Contains("内", converted, StringComparison.Ordinal);
        Assert.DoesNotContain("{%", converted, StringComparison.Ordinal);
        Assert.Contains(log.Warnings, warning => warning.Reason.Contains("nested", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SiteGenerator.Hexo, "{% note %}")]
    [InlineData(SiteGenerator.Hexo, "{% endnote %}")]
    [InlineData(SiteGenerator.Hexo, "{% raw %}")]
    [InlineData(SiteGenerator.Hexo, "{% codeblock %} endcodeblock ")]
    [InlineData(SiteGenerator.Hexo, "{% ")]
    [InlineData(SiteGenerator.Hexo, "{% note ")]
    [InlineData(SiteGenerator.Hexo, "{% tabs x %}<!-- tab ")]
    [InlineData(SiteGenerator.Hexo, "{% btn \" ' “ %}")]
    [InlineData(SiteGenerator.Hexo, "<pre ")]
    [InlineData(SiteGenerator.Hexo, "<!-- {% ")]
    [InlineData(SiteGenerator.Hexo, "` `` ``` {% x %} ")]
    [InlineData(SiteGenerator.Hexo, "- {% note %}\n")]
    [InlineData(SiteGenerator.Hexo, "> {% note %}\n")]
    [InlineData(SiteGenerator.Hugo, "{{< notice >}}")]
    [InlineData(SiteGenerator.Hugo, "{{< /notice >}}")]
    [InlineData(SiteGenerator.Hugo, "{{< highlight x >}}")]
    [InlineData(SiteGenerator.Hugo, "{{</* ")]
    [InlineData(SiteGenerator.Hugo, "{{% ")]
    [InlineData(SiteGenerator.Jekyll, "{% if x %}")]
    [InlineData(SiteGenerator.Jekyll, "{% include a.html ")]
    [InlineData(SiteGenerator.Jekyll, "{{ site.x | ")]
    [InlineData(SiteGenerator.Jekyll, "{{ site.x }}")]
    [InlineData(SiteGenerator.Jekyll, "){: ")]
    [InlineData(SiteGenerator.Jekyll, "a^[ ")]
    [InlineData(SiteGenerator.Unknown, ":::tip\n")]
    [InlineData(SiteGenerator.Unknown, "::::tip\n:::\n")]
    [InlineData(SiteGenerator.Unknown, "!!! note\n    x\n")]
    [InlineData(SiteGenerator.Unknown, "!!! note \"\n")]
    [InlineData(SiteGenerator.Unknown, "> ::: tip\n")]
    [InlineData(SiteGenerator.Unknown, "{{")]
    public void Half_a_megabyte_of_anything_is_converted_or_left_in_bounds(SiteGenerator tool, string piece)
    {
        var text = "甲 " + Repeat(piece, Size / piece.Length) + " 乙";
        var result = TemplateConverter.Convert(text, tool, TemplateCases.Context);
        Assert.True(result.Markdown.Length <= 40 * text.Length, $"{result.Markdown.Length} characters from {text.Length}");
        Assert.Contains("甲", result.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<pre ")]
    [InlineData("<!-- ")]
    [InlineData("{% x ")]
    [InlineData("<script <style <code ")]
    [InlineData("{% raw %} endraw ")]
    public void A_missing_end_is_searched_once(string piece)
    {
        var text = Repeat(piece, Size / piece.Length);
        var scan = TemplateScan.Of(text, TagSyntax.Percent, HexoTags.IsVerbatim);
        Assert.True(scan.Work <= 6L * text.Length, $"{scan.Work} characters for {text.Length}");
    }

    [Theory]
    [InlineData("{% for i in (1..999999999) %}x{% endfor %}")]
    [InlineData("{% for i in (1..page.n) %}x{% endfor %}")]
    [InlineData("{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}x{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign x = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}")]
    [InlineData("{% assign x = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | replace: 'a', x %}{% endfor %}{{ x }}")]
    [InlineData("{% assign x = 'aaaa' %}{% for i in (1..60) %}{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}{{ x }}")]
    [InlineData("{% assign x = 'a,a,a,a,a,a,a,a' %}{% for i in (1..60) %}{% assign x = x | split: ',' | join: x %}{% endfor %}{{ x }}")]
    [InlineData("{% include loop.html %}")]
    [InlineData("{% include a.html %}")]
    [InlineData("{{ page[page[page[page[page[page[page[page[page[page]]]]]]]]] }}")]
    public void Liquid_that_never_ends_or_grows_is_left_as_it_is(string text)
    {
        var result = TemplateConverter.Convert("甲\n\n" + text, SiteGenerator.Jekyll, Loops());
        Assert.Equal("甲\n\n" + text, result.Markdown);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal(3, warning.Line);
        Assert.StartsWith("Liquid was left as it is: ", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deeply_nested_Liquid_is_refused_before_it_is_parsed()
    {
        var text = Repeat("{% if true %}", 20_000) + Repeat("{% endif %}", 20_000);
        Assert.Contains(
            "nested",
            Assert.Single(TemplateConverter.Convert(text, SiteGenerator.Jekyll, Loops()).Warnings).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Deeply_nested_templates_and_boxes_keep_their_text()
    {
        var files = new TemplateContext { ReadFile = _ => Repeat("{{ if .Inner }}", 300) + Repeat("{{ end }}", 300) };
        Assert.Equal("甲", TemplateConverter.Convert("{{< own >}}甲{{< /own >}}", SiteGenerator.Hugo, files).Markdown);
        var boxes = Repeat(":::tip\n", 10_000) + "甲\n" + Repeat(":::\n", 10_000);
        var result = TemplateConverter.Convert(boxes, SiteGenerator.Unknown, TemplateContext.Empty);
        Assert.DoesNotContain(":::", result.Markdown, StringComparison.Ordinal);
        Assert.Contains("甲", result.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_small_files_of_the_site_are_read()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("site/_includes"));
        Directory.CreateDirectory(folder.File("site/_posts"));
        File.WriteAllText(folder.File("secret.html"), "geheim");
        File.WriteAllText(folder.File("site/_config.yml"), "title: 站\n");
        File.WriteAllText(folder.File("site/_includes/good.html"), "gut");
        File.WriteAllText(folder.File("site/_includes/big.html"), new string('x', 70_000));
        File.CreateSymbolicLink(folder.File("site/_includes/link.html"), folder.File("secret.html"));
        Directory.CreateSymbolicLink(folder.File("site/_includes/out"), folder.Path);
        var texts = new SourceTexts(SourceFolder.Open(folder.File("site")));
        Assert.Equal("gut", texts.Read("_includes/good.html"));
        Assert.All(
            new[]
            {
                "_includes/../../secret.html",
                "../secret.html",
                folder.File("secret.html"),
                "_includes\\..\\..\\secret.html",
                "_includes/link.html",
                "_includes/out/secret.html",
                "_includes/big.html",
                "_includes/none.html",
                "_includes",
                "",
                "a\0b",
                new string('a', 600),
            },
            path => Assert.Null(texts.Read(path))
        );
    }

    private static TemplateContext Loops() =>
        new()
        {
            ReadFile = path =>
                path switch
                {
                    "_includes/loop.html" => "x{% include loop.html %}",
                    "_includes/a.html" => "{% include b.html %}",
                    "_includes/b.html" => "{% include a.html %}",
                    _ => null,
                },
            Page = FrontMatter.Read("---\nn: 999999999\n---\n").FrontMatter!.Fields,
        };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
