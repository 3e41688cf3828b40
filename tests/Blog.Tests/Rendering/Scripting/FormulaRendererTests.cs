using System.Xml;
using Blog.Rendering.Scripting;

namespace Blog.Tests.Rendering.Scripting;

public sealed class FormulaRendererTests(FormulaRenderer renderer) : IClassFixture<FormulaRenderer>
{
    public static TheoryData<string> Formulas() =>
        [
            @"\frac{a+b}{c^2}",
            @"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
            @"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
            @"\begin{pmatrix} 1 & 20 \\ 300 & 4 \end{pmatrix}",
            @"f(x) = \begin{cases} x^2 & \text{if } x > 0 \\ 0 & \text{否则} \end{cases}",
            @"\begin{aligned} a + b &= c \\ &= d + e + f \end{aligned}",
            @"\sqrt[3]{1 + \sqrt{x}}",
            @"\vec{v} \cdot \hat{n} + \bar{x} + \tilde{y} + \dot{z}",
            @"\text{速度} = \frac{\text{距离}}{\text{时间}}",
            @"\Bigg( \bigg[ \left\{ \frac{\frac{a}{b}}{c} \right\} \bigg] \Bigg)",
            @"\int\!\!\int \boxed{E = mc^2} \cancel{x} \underline{abc}",
            @"\left[\begin{array}{c|r} 1 & 20 \\ \hline 300 & 4 \end{array}\right]",
            @"\begin{align} a &= b \\ c &= d \end{align}",
            @"a^2 + b^2 = c^2 \tag{1}",
            @"\color{red} x + \mathbf{y} + x^\prime",
            @"\ce{2H2 + O2 -> 2H2O}",
            @"a < b \& c > ""d""",
        ];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_is_one_math_element_without_style(string tex)
    {
        var mathMl = renderer.Render(tex, display: true).MathMl;

        Assert.NotNull(mathMl);
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(mathMl);
        Assert.Equal("math", document.DocumentElement!.Name);
        Assert.Equal("block", document.DocumentElement.GetAttribute("display"));
        Assert.Equal(tex, document.DocumentElement.GetAttribute("alttext"));
        Assert.DoesNotContain(" style=", mathMl, StringComparison.Ordinal);
        Assert.DoesNotContain("<span", mathMl, StringComparison.Ordinal);
        Assert.DoesNotContain("/>", mathMl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_in_a_line_is_not_a_block() =>
        Assert.Equal("<math alttext=\"x\"><mi>x</mi></math>", renderer.Render("x", display: false).MathMl);

    [Fact]
    public void Inline_styles_become_classes_and_attributes()
    {
        var cases = renderer.Render(@"\begin{cases} 1 & a \\ 2 & b \end{cases}", display: true).MathMl;
        Assert.Contains("<mtd class=\"tml-left tml-l0 tml-r0\">", cases, StringComparison.Ordinal);
        Assert.Contains("<mtd class=\"tml-left tml-l1 tml-r0\">", cases, StringComparison.Ordinal);
        Assert.Contains(
            "class=\"tml-right",
            renderer.Render(@"\begin{aligned} a &= b \end{aligned}", display: true).MathMl,
            StringComparison.Ordinal
        );
        Assert.Contains("mathcolor=\"#ff0000\"", renderer.Render(@"\color{red} x", display: false).MathMl, StringComparison.Ordinal);
        Assert.Contains("class=\"tml-n1\"", renderer.Render(@"a\!b", display: false).MathMl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\frac{1}", @"Unexpected end of input in a macro argument, expected '}' at end of input: \frac{1}")]
    [InlineData(@"\foobar", @"Unsupported function name: \foobar at position 1: \foobar")]
    [InlineData(" \n ", "The formula is empty.")]
    public void An_invalid_formula_gets_a_reason_in_one_line(string tex, string reason)
    {
        var formula = renderer.Render(tex, display: false);
        Assert.Null(formula.MathMl);
        Assert.Equal(reason, formula.Error);
    }

    [Theory]
    [InlineData(@"\href{javascript:alert(1)}{x}")]
    [InlineData(@"\url{javascript:alert(1)}")]
    [InlineData(@"\includegraphics{https://example.com/a.png}")]
    [InlineData(@"\class{evil}{x}")]
    [InlineData(@"\id{top}{x}")]
    [InlineData(@"\style{position:fixed}{x}")]
    [InlineData(@"\data{a=b}{x}")]
    [InlineData(@"\label{a}\ref{a}")]
    [InlineData(@"\toggle{a}{b}\endtoggle")]
    [InlineData(@"\texttip{a}{b}")]
    [InlineData(@"\char""1")]
    [InlineData("a\u0001b")]
    public void Commands_that_reach_out_of_a_formula_are_refused(string tex)
    {
        var formula = renderer.Render(tex, display: false);
        Assert.Null(formula.MathMl);
        Assert.NotEmpty(formula.Error!);
        Assert.DoesNotContain('\n', formula.Error!);
    }

    [Fact]
    public void Markup_in_a_formula_stays_text()
    {
        var mathMl = renderer.Render(@"\text{</math><script>alert(1)</script>}", display: false).MathMl!;
        Assert.Contains("&lt;/math&gt;&lt;script&gt;", mathMl, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mathMl, StringComparison.Ordinal);
        Assert.DoesNotContain("\"on", renderer.Render("x \" onclick=alert(1)", display: false).MathMl!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\gdef\leak{x}\leak", @"\leak")]
    [InlineData(@"\global\def\leak{x}\leak", @"\leak")]
    [InlineData(@"\def\frac{x}\frac", null)]
    [InlineData(@"\gdef\constructor{x}\gdef\__proto__{x}x", null)]
    [InlineData(@"\global\let\pi=x\pi", null)]
    public void A_macro_is_local_to_its_formula(string tex, string? afterwards)
    {
        var used = new FormulaRenderer();
        for (var i = 0; i < 3; i++)
        {
            // Whether the definition itself is allowed is up to the library; what follows is up to us.
            used.Render($"{tex}{i}", display: false);
        }

        Assert.Equal(new FormulaRenderer().Render(@"\frac{\pi}{2}", display: false), used.Render(@"\frac{\pi}{2}", display: false));
        if (afterwards is not null)
        {
            Assert.NotNull(used.Render(afterwards, display: false).Error);
        }
    }

    [Fact]
    public void A_lone_surrogate_is_refused() => Assert.NotNull(renderer.Render("a\ud800b", display: false).Error);

    public static TheoryData<string> Bombs() =>
        [
            new string('{', 10_000),
            new string('{', 4_000),
            new string('{', 60),
            string.Concat(Enumerable.Repeat(@"\left(", 600)),
            string.Concat(Enumerable.Repeat(@"\sqrt", 800)) + "x",
            string.Concat(Enumerable.Repeat("x^", 2000)),
            string.Concat(Enumerable.Repeat(@"\begin{matrix}", 290)),
            @"\def\a{\a}\a",
            @"\def\a{\a\a}\a",
            @"\def\a{x\a}\a",
            @"\def\a{xx}\def\b{\a\a}\def\c{\b\b}\def\d{\c\c}\def\e{\d\d}"
                + @"\def\f{\e\e}\def\g{\f\f}\def\h{\g\g}\def\i{\h\h}\def\j{\i\i}\def\k{\j\j}\k",
            @"\def\a{" + new string('x', 1500) + "}" + string.Concat(Enumerable.Repeat(@"\a", 1000)),
        ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_formula_bomb_is_an_error_and_the_next_formula_works(string tex)
    {
        Assert.NotEmpty(renderer.Render(tex, display: true).Error!);
        Assert.NotNull(renderer.Render("x+1", display: false).MathMl);
    }

    [Fact]
    public void A_formula_as_deep_as_people_write_is_fine()
    {
        var tex = string.Concat(Enumerable.Repeat(@"\frac{1}{1+", 25)) + "x" + new string('}', 25);
        Assert.Null(renderer.Render(tex, display: true).Error);
    }

    [Fact]
    public void Many_threads_get_the_same_answers()
    {
        var expected = Enumerable.Range(0, 8).Select(i => renderer.Render($"x_{i}", display: false).MathMl).ToArray();
        var shared = new FormulaRenderer();
        var answers = new string?[16];
        var threads = Enumerable
            .Range(0, 16)
            .Select(i => new Thread(() => answers[i] = shared.Render($"x_{i % 8}", display: false).MathMl))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(answers.Index(), answer => Assert.Equal(expected[answer.Index % 8], answer.Item));
    }
}
