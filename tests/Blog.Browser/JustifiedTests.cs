using Blog.Browser.Accounts;

namespace Blog.Browser;

/// <summary>Chinese lines are justified on wide windows, but none of their gaps becomes a hole.</summary>
public sealed class JustifiedTests(BrowserFixture fixture, JustifiedTests.Server server)
    : BrowserTest(fixture),
        IClassFixture<JustifiedTests.Server>
{
    /// <summary>
    /// The widest gap of a paragraph in em: of each blank its width without the quarter em it has by itself, of each Han character what
    /// it is wider than one em, since a browser adds the room of a justified line to both.
    /// </summary>
    private const string Widest = """
        [...document.querySelectorAll('.prose p, .prose li')].map(block => {
          let widest = 0;
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (text.parentElement.closest('math, code')) continue;
            const em = parseFloat(getComputedStyle(text.parentElement).fontSize);
            for (let i = 0; i < text.length; i++) {
              const blank = text.data[i] === ' ';
              if (!blank && !/\p{Script=Han}/u.test(text.data[i])) continue;
              range.setStart(text, i); range.setEnd(text, i + 1);
              widest = Math.max(widest, range.getBoundingClientRect().width / em - (blank ? .25 : 1));
            }
          }
          return widest;
        }).reduce((a, b) => Math.max(a, b), 0)
        """;

    protected override Uri Address => server.Address;

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(1280)]
    public async Task No_gap_of_a_line_becomes_a_hole(int width)
    {
        var reader = await VisitAsync("/mixed", new VisitorOptions { Width = width });
        await reader.AskAsync<int>("document.fonts.ready.then(() => 0)");
        Assert.InRange(await reader.AskAsync<double>(Widest), 0, 0.35);
    }

    [Fact]
    public async Task Chinese_text_is_justified_on_wide_windows()
    {
        var reader = await VisitAsync("/plain");
        Assert.Equal("justify", await reader.Find(".prose p").First.EvaluateAsync<string>("e => getComputedStyle(e).textAlign"));
        Assert.Equal(0, await reader.Find(".ragged").CountAsync());
        await reader.GoAsync("/mixed");
        Assert.Equal("start", await reader.Find(".prose p.ragged").First.EvaluateAsync<string>("e => getComputedStyle(e).textAlign"));
        await reader.Page.SetViewportSizeAsync(390, 900);
        Assert.Equal("start", await reader.Find(".prose p").First.EvaluateAsync<string>("e => getComputedStyle(e).textAlign"));
    }

    /// <summary>A blog with paragraphs of mixed text, each cut at many places, so that its lines break at many.</summary>
    public sealed class Server : AccountsServer
    {
        private static readonly string[] Texts =
        [
            "在 `AutowiredAnnotationBeanPostProcessor` 里，Spring 先调用 `postProcessMergedBeanDefinition`，再调用 `postProcessProperties`，最后"
                + "由 `InjectionMetadata` 的 `inject` 方法逐个处理 `AutowiredFieldElement` 与 `AutowiredMethodElement`，完成依赖的注入。",
            "这里的 Transformer 使用 multi-head self-attention、layer normalization 和 position-wise feed-forward networks，"
                + "与 convolutional neural networks 以及 recurrent neural networks 相比，训练时的 parallelization 好得多。",
            @"由 $\log p(x) \ge \mathbb{E}_{q(z \mid x)}[\log p(x \mid z)] - D_{KL}(q(z \mid x) \| p(z))$ 可知，下界等于"
                + @"$\mathcal{L}(\theta, \phi; x) = \sum_{i=1}^{n} \log p_\theta(x_i \mid z_i) - \beta D_{KL}$，因此最大化它即可。",
            "参考 https://learn.microsoft.com/en-us/aspnet/core/fundamentals/middleware/ 与 https://github.com/dotnet/aspnetcore/issues/12345 "
                + "两处的说明，问题在于中间件的顺序，而不在于配置本身，换一个位置就能解决。",
            "The quick brown fox 跳过了 lazy dog，internationalization 与 localization 的区别在于 engineering 的阶段，"
                + "characteristically misunderstood by newcomers 的地方正在这里，需要 documentation 说明。",
            "我们用 Python 写了一个小工具，它读取 JSON 文件，再用 SQLite 保存结果；整个程序不到两百行，跑在一台很便宜的服务器上，"
                + "每天处理几万条记录，从来没有出过什么问题，维护起来也很简单。",
        ];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await this.PublishAsync(
                "plain",
                string.Concat(Enumerable.Repeat("这一段只有汉字，没有别的文字，所以每一行都可以两端对齐。", 12))
            );
            var pieces = Texts.SelectMany(text => Enumerable.Range(0, 6).Select(cut => new string('前', cut * 3) + text));
            await this.PublishAsync("mixed", string.Join("\n\n", pieces.Select((text, i) => i % 3 == 2 ? "- " + text : text)));
        }
    }
}
