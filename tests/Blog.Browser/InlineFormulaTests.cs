using Blog.Browser.Accounts;

namespace Blog.Browser;

/// <summary>Formulas in a line: however long, none makes a page wider than a phone, and each stands on the line's baseline.</summary>
public sealed class InlineFormulaTests(BrowserFixture fixture, InlineFormulaTests.Server server)
    : BrowserTest(fixture),
        IClassFixture<InlineFormulaTests.Server>
{
    private const string Long = @"$f(x_1, x_2, \ldots, x_n) = \sum_{i=1}^{n} a_i x_i + \sum_{i<j} b_{ij} x_i x_j + c_0 + c_1 + c_2 + c_3$";

    protected override Uri Address => server.Address;

    [Theory]
    [InlineData("/places")]
    [InlineData("/kinds")]
    [InlineData("/")]
    public async Task No_page_is_wider_than_a_phone(string path)
    {
        var reader = await VisitAsync(path);
        foreach (var width in new[] { 390, 360, 320 })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.AskAsync<int>("document.fonts.ready.then(() => 0)");
            var wide = await reader.AskAsync<string[]>(WidthTests.Wide);
            Assert.True(wide.Length == 0, $"{path} at {width} px: {string.Join("; ", wide)}");
            Assert.True(
                await reader.AskAsync<bool>(
                    """
                    [...document.querySelectorAll('.prose math')].every(m => {
                      const edge = m.closest('.scroll') ?? m.closest('.formula-inline, .formula') ?? m;
                      const right = edge.getBoundingClientRect().right;
                      return right <= innerWidth && (edge === m || edge.scrollWidth <= edge.clientWidth || edge.tabIndex === 0);
                    })
                    """
                ),
                $"{path} at {width} px: a formula is cut off"
            );
        }
    }

    [Fact]
    public async Task A_long_formula_scrolls_by_itself_and_a_short_one_is_left_alone()
    {
        var reader = await VisitAsync("/baseline", new VisitorOptions { Width = 360 });
        var scroller = reader.Find("#main p .formula-inline").First;
        Assert.True(await scroller.EvaluateAsync<bool>("e => e.scrollWidth > e.clientWidth + 20"));
        await scroller.FocusAsync();
        await reader.Page.Keyboard.PressAsync("End");
        await scroller.EvaluateAsync("e => e.scrollTo(9999, 0)");
        Assert.True(await scroller.EvaluateAsync<double>("e => e.scrollLeft") > 20);
        Assert.Equal(1, await reader.Find("#main p > math").CountAsync());
        Assert.Equal(
            "",
            await scroller.EvaluateAsync<string>(
                "e => e.scrollHeight <= e.clientHeight + 1 ? '' : `${e.scrollHeight} in ${e.clientHeight} px`"
            )
        );
    }

    /// <summary>The same formula inside and outside its scroller, on lines with the same words.</summary>
    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_long_formula_stands_on_the_baseline(int width)
    {
        var reader = await VisitAsync("/baseline", new VisitorOptions { Width = width });
        await reader.AskAsync<int>("document.fonts.ready.then(() => 0)");
        var off = await reader.AskAsync<double>(
            """
            (() => {
              const scroller = document.querySelector('#main p .formula-inline');
              const mark = () => {
                const span = document.createElement('span');
                span.style.cssText = 'display:inline-block;width:1px;height:0';
                return span;
              };
              const line = mark(); scroller.after(line);
              const own = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'mspace');
              own.setAttribute('height', '0'); own.setAttribute('depth', '0'); own.setAttribute('width', '1px');
              (scroller.querySelector('math > mrow') ?? scroller.querySelector('math')).prepend(own);
              line.style.verticalAlign = 'baseline';
              const copy = scroller.cloneNode(true), bare = copy.querySelector('math').cloneNode(true);
              const probe = document.createElement('p'); probe.style.width = '3000px';
              probe.append(bare, mark()); document.querySelector('.prose').append(probe);
              const space = m => m.querySelector('mspace').getBoundingClientRect().bottom;
              const plain = space(probe) - probe.lastChild.getBoundingClientRect().bottom;
              probe.replaceChildren(copy, mark());
              const inside = space(probe) - probe.lastChild.getBoundingClientRect().bottom;
              probe.remove(); line.remove(); own.remove();
              return Math.abs(plain - inside);
            })()
            """
        );
        Assert.InRange(off, 0, 0.6); // px
    }

    /// <summary>A blog with long formulas in every place where one can stand.</summary>
    public sealed class Server : AccountsServer
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await this.PublishAsync("baseline", $"前面有 $x$，后面是 {Long}，最后还有字。");
            await this.PublishAsync(
                "places",
                $"""
                先说 {Long}。

                - 一项 {Long}
                  - 里面 {Long}
                    - 更里面 {Long}

                > - > 引用 {Long}

                | 列 | 值 |
                |--|--|
                | 公式 | {Long} |

                ## 标题 {Long}

                **粗体 {Long}**，[链接 {Long}](https://example.com/)，脚注[^1]。

                > [!NOTE]
                > 提示 {Long}

                术语 {Long}
                : 解释 {Long}

                [^1]: 脚注 {Long}
                """
            );
            await this.PublishAsync(
                "kinds",
                string.Join("\n\n", Kinds.Select(tex => $"这里有${tex}$，以及后文。\n\n- 一\n  - 二\n    - 里面有${tex}$，以及后文。"))
            );
        }

        private static readonly string[] Kinds =
        [
            @"a+b+c+d+e+f+g+h+i+j+k",
            @"\begin{pmatrix} 1 & 0 & 0 & 0 & 0 \\ 0 & 1 & 0 & 0 & 0 \end{pmatrix}",
            @"\text{一段写在公式里的很长的中文文字}",
            @"\text{a long text inside of a formula}",
            @"\operatorname{verylongoperatornameofone}(x)",
            @"12345678901234567890123456789012",
            @"x \qquad \qquad \qquad \qquad \qquad y",
            @"\underbrace{a + a + \cdots + a}_{\text{n times the same letter}}",
            @"\xrightarrow{\text{a long word above the arrow}}",
            @"x^{a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p}",
            @"\frac{a+b+c+d+e+f+g+h+i+j+k}{2}",
            @"A \xrightarrow{f} B \xrightarrow{g} C \xrightarrow{h} D",
            @"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}",
        ];
    }
}
