using Blog.Browser.Accounts;
using Blog.Data;
using Blog.Portability.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Browser;

/// <summary>Which files of the math font a page asks for: the first holds what common formulas need, see <c>math.css</c>.</summary>
public sealed class FormulaFontTests(BrowserFixture fixture, FormulaFontTests.Server server)
    : BrowserTest(fixture),
        IClassFixture<FormulaFontTests.Server>
{
    private const string Common = "stix-two-math";

    protected override Uri Address => server.Address;

    public static TheoryData<string> Subjects =>
        [.. Directory.GetFiles(Server.Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_common_formulas_are_more_than_a_hundred()
    {
        var texts = await Task.WhenAll(Directory.GetFiles(Server.Folder, "*.md").Select(file => File.ReadAllTextAsync(file)));
        var count = texts.Sum(text => text.Split('\n').Count(line => line == "$$") / 2);
        Assert.Equal(10, texts.Length);
        Assert.InRange(count + texts.Sum(text => text.Split("先看 $").Length - 1), 100, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task Common_formulas_need_the_first_file_only(string subject)
    {
        var reader = await ComeAsync();
        Assert.Equal([Common], await FontsOfAsync(reader, "/" + subject));
        Assert.Equal(0, await reader.Find(".formula-wrong, merror").CountAsync());
    }

    [Fact]
    public async Task A_list_full_of_formulas_needs_the_first_file_only() =>
        Assert.Equal([Common], await FontsOfAsync(await ComeAsync(), "/"));

    [Theory]
    [InlineData("fraktur", @"\mathfrak{g}", "stix-two-math-letters")]
    [InlineData("sans", @"\mathsf{Enc}(k)", "stix-two-math-sans")]
    [InlineData("relation", @"a \ltimes b \approxeq c", "stix-two-math-signs")]
    [InlineData("accents", @"\text{café}", "stix-two-math-text")]
    public async Task A_rare_letter_asks_for_its_own_file(string slug, string tex, string file)
    {
        await server.PublishAsync("rare-" + slug, $"先说明一下：${tex}$。", daysAgo: 900);
        Assert.Equal([Common, file], await FontsOfAsync(await ComeAsync(), "/rare-" + slug));
    }

    /// <summary>Brackets, roots, braces and sums have larger forms in the font's MATH table, which cutting must keep.</summary>
    [Theory]
    [InlineData("brackets", @"\left( \frac{\frac{a}{b}}{\frac{c}{d}} \right)", "mo:first-child")]
    [InlineData("brace", @"\begin{cases} a \\ b \\ c \\ d \end{cases}", "mo:first-child")]
    [InlineData("bars", @"\left\| \frac{\frac{a}{b}}{\frac{c}{d}} \right\|", "mo:first-child")]
    [InlineData("floor", @"\left\lfloor \frac{\frac{a}{b}}{\frac{c}{d}} \right\rfloor", "mo:first-child")]
    [InlineData("angle", @"\left\langle \frac{\frac{a}{b}}{\frac{c}{d}} \right\rangle", "mo:first-child")]
    [InlineData("sum", @"\sum_{i=1}^{n} i", "munderover > mo")]
    [InlineData("integral", @"\int_{a}^{b} x", "msubsup > mo")]
    [InlineData("root", @"\sqrt{\frac{\frac{a}{b}}{\frac{c}{d}}}", "msqrt")]
    public async Task What_stretches_still_stretches(string slug, string tex, string part)
    {
        await server.PublishAsync("tall-" + slug, $"$$\n{tex}\n$$\n\n$x$", daysAgo: 900);
        var reader = await ComeAsync();
        Assert.Equal([Common], await FontsOfAsync(reader, "/tall-" + slug));
        var tall = await reader.Find($".formula {part}").First.BoundingBoxAsync();
        var letter = await reader.Find("p mi").First.BoundingBoxAsync();
        Assert.True(tall!.Height > 1.4 * letter!.Height, $"{tall.Height} px beside a letter of {letter.Height} px");
    }

    [Fact]
    public async Task A_formula_on_the_first_screen_asks_for_its_font_early_and_a_later_one_does_not()
    {
        await server.PublishAsync("early", "设 $x$ 为任意数。", daysAgo: 900);
        await server.PublishAsync("late", new string('文', 400) + "\n\n设 $x$ 为任意数。");
        await server.PublishAsync("never", "没有公式。", daysAgo: 900);
        var reader = await ComeAsync();
        foreach (var (path, count) in new[] { ("/early", 1), ("/late", 0), ("/never", 0) })
        {
            await reader.GoAsync(path);
            Assert.Equal(count, await reader.Find("link[rel=preload][as=font]").CountAsync());
        }
    }

    /// <summary>The names of the font files that a page loads, without their hash.</summary>
    private static async Task<string[]> FontsOfAsync(Visitor reader, string path)
    {
        await reader.GoAsync(path);
        return await reader.AskAsync<string[]>(
            """
            document.fonts.ready.then(() => [...new Set(performance.getEntriesByType('resource').map(entry => entry.name)
              .filter(name => name.endsWith('.woff2')).map(name => name.split('/').pop().split('.')[0]))].sort())
            """
        );
    }

    /// <summary>A blog with the formulas of ten subjects.</summary>
    public sealed class Server : AccountsServer
    {
        internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Formulas");

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var scope = Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { PostsPerPage = 10 });
            await db.SaveChangesAsync();
            var import = scope.ServiceProvider.GetRequiredService<MarkdownImport>();
            await import.RunAsync(new ImportRequest(Folder), null, CancellationToken.None);
        }
    }
}
