using System.Text.RegularExpressions;

namespace Blog.Browser;

/// <summary>The page weight budget, and that nothing relies on inline code that a strict policy would block.</summary>
public sealed partial class BudgetTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Inline = """
        [...document.querySelectorAll('*')].filter(e => e.hasAttribute('style') || e.localName === 'style'
          || e.localName === 'script' && !e.src && e.type !== 'application/ld+json'
          || e.getAttributeNames().some(n => n.startsWith('on'))).map(e => e.outerHTML.slice(0, 200))
        """;

    [Fact]
    public async Task Home_fits_its_budget()
    {
        await VisitAsync("/"); // needs the fixture's server, but no browser
        var (html, text) = await WeighAsync("/");
        var sheets = 0;
        foreach (Match sheet in Stylesheets().Matches(text))
        {
            sheets += (await WeighAsync(sheet.Groups["path"].Value)).Bytes;
        }

        var scripts = 0;
        foreach (Match script in Scripts().Matches(text))
        {
            scripts += (await WeighAsync(script.Groups["path"].Value)).Bytes;
        }

        Assert.InRange(sheets, 1, 14 * 1024);
        Assert.True(html + sheets < 14 * 1024, $"{html} bytes of HTML and {sheets} of CSS");
        Assert.InRange(scripts, 1, (3 * 1024) - 1);
    }

    [Theory]
    [MemberData(nameof(Samples.Everything), MemberType = typeof(Samples))]
    public async Task Nothing_on_a_page_is_inline(string path)
    {
        var reader = await ComeAsync(new VisitorOptions { Scripts = false });
        reader.Expects = path == Samples.Nowhere ? 404 : null;
        await reader.GoAsync(path);
        Assert.Empty(await reader.AskAsync<string[]>(Inline));
    }

    private async Task<(int Bytes, string Text)> WeighAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        var plain = await client.GetStringAsync(path);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var answer = await client.GetAsync(path);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        return ((await answer.Content.ReadAsByteArrayAsync()).Length, plain);
    }

    [GeneratedRegex("""<link rel="stylesheet" href="(?<path>[^"]+)">""", RegexOptions.None, 1000)]
    private static partial Regex Stylesheets();

    [GeneratedRegex("""<script src="(?<path>[^"]+)">?""", RegexOptions.None, 1000)]
    private static partial Regex Scripts();
}
