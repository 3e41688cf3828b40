using Blog.Images.Diagrams;

namespace Blog.Tests.Images.Diagrams;

/// <summary>What is kept of a drawing that a browser sent.</summary>
public sealed class DiagramSvgTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<rect onclick=\"alert(1)\" onload=\"alert(1)\"/>")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" onerror=\"alert(1)\"/></body></foreignObject>")]
    [InlineData("<a href=\"javascript:alert(1)\"><text>alert</text></a>")]
    [InlineData("<image href=\"https://tracker.example.org/p.png\"/>")]
    [InlineData("<use href=\"https://tracker.example.org/p.svg#a\"/>")]
    [InlineData("<rect fill=\"url(https://tracker.example.org/p.svg#a)\"/>")]
    [InlineData("<rect style=\"fill: url(https://tracker.example.org/p.svg#a)\"/>")]
    [InlineData("<style>@import 'https://tracker.example.org/a.css';</style>")]
    [InlineData("<style>rect { fill: red }</style>")]
    [InlineData("<rect><animate attributeName=\"href\" to=\"javascript:alert(1)\"/></rect>")]
    [InlineData("<rect><set attributeName=\"fill\" to=\"red\"/></rect>")]
    [InlineData("<iframe src=\"https://tracker.example.org/\"/>")]
    [InlineData("<rect class=\"x\" data-x=\"1\" fill=\"var(--red)\" stroke=\"light-dark(red, blue)\"/>")]
    public void Nothing_runs_asks_or_depends_on_a_page(string inner)
    {
        var kept = DiagramSvg.Clean(Svg(inner), out var refusal);
        Assert.Null(refusal);
        foreach (
            var word in new[]
            {
                "script",
                "alert(1)",
                " on",
                "foreignObject",
                "tracker",
                "style",
                "@import",
                "<animate",
                "<set",
                "iframe",
                "class=",
                "data-",
                "var(",
                "light-dark(",
            }
        )
        {
            Assert.DoesNotContain(word, kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_style_attribute_becomes_presentation_attributes_and_wins_over_them()
    {
        var kept = DiagramSvg.Clean(
            Svg(
                "<path fill=\"red\" d=\"M0 0h1\" style=\"fill: #eee !important; stroke:rgb(1, 2, 3); stroke-width: 2px; position: fixed\"/>"
            ),
            out _
        );
        Assert.Contains("<path fill=\"#eee\" d=\"M0 0h1\" stroke=\"rgb(1, 2, 3)\" stroke-width=\"2px\" />", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void References_within_the_drawing_stay_and_its_size_comes_first()
    {
        var kept = DiagramSvg.Clean(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"d\" width=\"100%\" viewBox=\"-8 -8 200.5 100\">"
                + "<defs><marker id=\"m\"><path d=\"M0 0\"/></marker></defs>"
                + "<path marker-end=\"url(#m)\" d=\"M0 0\"/><text>中文 <tspan>与 English</tspan></text></svg>",
            out _
        )!;
        Assert.StartsWith("<svg width=\"200\" height=\"100\" viewBox=\"-8 -8 200.5 100\"", kept, StringComparison.Ordinal);
        Assert.Contains("url(#m)", kept, StringComparison.Ordinal);
        Assert.Contains("中文 <tspan>与 English</tspan>", kept, StringComparison.Ordinal);
        Assert.Equal((200, 100), DiagramSvg.SizeOf(kept[..Math.Min(kept.Length, DiagramSvg.LongestStart)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">&a;</svg>")]
    public void What_is_no_drawing_is_refused_with_a_reason(string svg)
    {
        Assert.Null(DiagramSvg.Clean(svg, out var refusal));
        Assert.False(string.IsNullOrEmpty(refusal));
    }

    [Fact]
    public void A_huge_drawing_is_refused()
    {
        Assert.Null(DiagramSvg.Clean(Svg("<desc>" + new string('a', DiagramSvg.MostBytes) + "</desc>"), out var refusal));
        Assert.Contains("512 KB", refusal, StringComparison.Ordinal);
    }

    private static string Svg(string inner) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inner}</svg>";
}
