using Blog.Rendering;
using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>Diagrams as the renderer shows them: as a picture once they are drawn, as their source before.</summary>
public sealed class DiagramTests
{
    private const string Block = "```mermaid\ngraph TD\n  A[写作] --> B[发布]\n```\n";

    [Fact]
    public void A_diagram_that_is_not_drawn_is_shown_as_its_source()
    {
        var body = Rendered.Parse(Rendered.Body(Block));
        Assert.Null(body.QuerySelector("img"));
        Assert.Contains("A[写作] --> B[发布]", body.QuerySelector(".code pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawn_diagram_is_a_picture_for_each_scheme_with_its_source_below()
    {
        var body = Rendered.Parse(Rendered.Body(Block, Drawn(Block)));
        var hash = MarkdownDiagrams.Find(Block).Single().Hash;
        Assert.Equal(
            [$"/blog/media/diagrams/{hash}-light.svg", $"/blog/media/diagrams/{hash}-dark.svg"],
            body.QuerySelectorAll("figure.diagram > img").Select(image => image.GetAttribute("src"))
        );
        Assert.All(
            body.QuerySelectorAll("img"),
            image =>
            {
                Assert.Equal("图表（文字源码附后）", image.GetAttribute("alt"));
                Assert.Equal("300", image.GetAttribute("width"));
                Assert.Equal("lazy", image.GetAttribute("loading"));
            }
        );
        Assert.Equal("图表源码", body.QuerySelector("figure.diagram > details > summary")!.TextContent);
        Assert.Contains("A[写作]", body.QuerySelector("details pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_has_the_picture_alone()
    {
        var summary = Rendered.Parse(Rendered.Summary("开头\n\n" + Block + "\n<!-- more -->\n\n其余", Drawn(Block)));
        Assert.Equal(2, summary.QuerySelectorAll("figure.diagram > img").Length);
        Assert.Null(summary.QuerySelector("details"));
    }

    [Theory]
    [InlineData("pie title 访问来源\n  \"搜索\" : 40", "访问来源")]
    [InlineData("graph TD\n  accTitle: 发布流程\n  accDescr: 从草稿到上线\n  A --> B", "发布流程 – 从草稿到上线")]
    [InlineData("graph TD\n  accDescr {\n    two\n    lines\n  }\n  A --> B", "two lines")]
    [InlineData("graph TD\n  accTitle: \"><script>alert(1)</script>\n  A --> B", "\"><script>alert(1)</script>")]
    public void The_text_alternative_is_what_the_source_says_of_itself(string source, string alt)
    {
        var block = $"```mermaid\n{source}\n```\n";
        var body = Rendered.Parse(Rendered.Body(block, Drawn(block)));
        Assert.Equal(alt, body.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Null(body.QuerySelector("script"));
    }

    [Fact]
    public void The_hash_is_the_same_whatever_the_line_ends_and_the_info_string()
    {
        string[] same =
        [
            Block,
            Block.ReplaceLineEndings("\r\n"),
            "> ~~~ Mermaid {theme=x}\n> graph TD  \n>   A[写作] --> B[发布]\n>\n> ~~~\n",
            "```{.mermaid}\ngraph TD\n  A[写作] --> B[发布]\n```\n",
        ];
        Assert.Single(same.Select(text => MarkdownDiagrams.Find(text).Single().Hash).Distinct());
        Assert.Empty(MarkdownDiagrams.Find("```js\nmermaid\n```\n\n    ```mermaid\n    graph TD\n    ```\n"));
    }

    [Fact]
    public void Other_programs_get_the_light_picture_with_an_absolute_address()
    {
        var post = Rendered.Post(Block, Drawn(Block));
        var portable = Rendered.Parse(PortableHtml.Of(post.Body, "https://blog.example.org/post"));
        Assert.StartsWith(
            "https://blog.example.org/",
            portable.QuerySelectorAll("img").Single().GetAttribute("src"),
            StringComparison.Ordinal
        );
        Assert.EndsWith("-light.svg", portable.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Null(portable.QuerySelector("details"));
    }

    private static RenderContext Drawn(string markdown) =>
        Rendered.Chinese with
        {
            BasePath = "/blog",
            Diagrams = MarkdownDiagrams.Find(markdown).ToDictionary(source => source.Hash, _ => new DiagramInfo(300, 200)),
        };
}
