using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>What an author is told of a text besides its rendering.</summary>
public sealed class RenderProblemTests
{
    [Theory]
    [InlineData("由 \\frac{a}{b} 可知", "\\frac")]
    [InlineData("当 \\alpha 很小", "\\alpha")]
    [InlineData("令 x_{ij} 为", "x_{ij}")]
    [InlineData("\\begin{align} a &= b \\end{align}", "\\begin")]
    [InlineData("**\\sum_{i} a**", "\\sum")]
    public void Tex_outside_formulas_is_named_with_its_line(string line, string tex)
    {
        var problem = Assert.Single(Rendered.Post("开头\n\n> 引用\n\n" + line + "\n\n结尾").Problems);
        Assert.Equal((RenderProblemKind.LooseTex, tex, 5), (problem.Kind, problem.Source, problem.Line));
    }

    [Theory]
    [InlineData("$\\frac{a}{b}$ 与 `\\frac{a}` 与\n\n```\n\\frac{a}{b}\n```")]
    [InlineData("C:\\temp\\alpha 与 share\\times\\beta 与 .\\sum")]
    [InlineData("正则 \\d{3}、\\p{L} 与 snake_case_{name}，转义 \\_ 与 \\{")]
    [InlineData("<p title=\"\\frac{a}{b}\">文字</p>")]
    public void Formulas_code_and_paths_are_not_named(string markdown) => Assert.Empty(Rendered.Post(markdown).Problems);

    [Fact]
    public void A_formula_that_does_not_parse_is_named_with_its_line()
    {
        var problems = Rendered.Post("$\\frac{a$\n\n$$\n\\nosuch\n$$").Problems;
        Assert.Equal([(RenderProblemKind.Formula, 1), (RenderProblemKind.Formula, 3)], problems.Select(p => (p.Kind, p.Line)));
    }
}
