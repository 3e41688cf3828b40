using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class AddressTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/sqlite-wal/", "/sqlite-wal")]
    [InlineData("/SQLite-WAL", "/sqlite-wal")]
    [InlineData("/sqlite-wal/index.html", "/sqlite-wal")]
    [InlineData("/en/SQLITE-wal/", "/en/sqlite-wal")]
    [InlineData("/page/1", "/")]
    [InlineData("/tags/C%23", "/tags/csharp")]
    [InlineData("/categories/dotnet/", "/categories/dotnet")]
    public async Task A_variant_spelling_of_an_address_ends_at_the_right_page(string spelling, string address)
    {
        var reader = await ComeAsync();
        await reader.GoAsync(address); // now cached, and must not be served for another spelling
        var answer = await reader.GoAsync(spelling);
        Assert.Equal(address, reader.Place);
        var first = answer.Request.RedirectedFrom;
        Assert.NotNull(first);
        Assert.Null(first.RedirectedFrom); // one step
        Assert.Equal(301, (await first.ResponseAsync())!.Status);
    }

    [Theory]
    [InlineData(Samples.Nowhere, "zh-CN", "zh-CN", "找不到这个页面")]
    [InlineData(Samples.Nowhere, "en-GB", "en", "Page not found")]
    [InlineData("/en/no-such-post", "zh-CN", "en", "Page not found")]
    [InlineData("/page/99", "zh-CN", "zh-CN", "找不到这个页面")]
    public async Task The_not_found_page_is_in_the_readers_language(string path, string asks, string speaks, string heading)
    {
        var reader = await ComeAsync(new VisitorOptions { Locale = asks });
        reader.Expects = 404;
        await reader.GoAsync(path);
        await Expect(reader.Find("html")).ToHaveAttributeAsync("lang", speaks);
        await Expect(reader.Find("h1")).ToHaveTextAsync(heading);
        await Expect(reader.Find(".rows a")).ToHaveCountAsync(3);
        reader.Expects = null;
        await reader.FollowAsync(reader.Find(".rows a").First);
        await Expect(reader.Find("article.post")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_heading_with_a_chinese_id_is_found_from_outside()
    {
        var reader = await VisitAsync("/sqlite-wal");
        var id = await reader.Find(".prose > h2").Nth(2).GetAttributeAsync("id");
        await reader.GoAsync("/tags");
        await reader.GoAsync("/sqlite-wal#" + Uri.EscapeDataString(id!));
        await Expect(reader.Find("h2:target")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("dots")]
    [InlineData("underscores")]
    [InlineData("encoded")]
    public async Task A_link_to_a_heading_as_another_program_wrote_it_reaches_the_heading(string kind)
    {
        var reader = await VisitAsync("/en/sqlite-wal");
        var id = (await reader.Find(".prose > h2").Nth(2).GetAttributeAsync("id"))!;
        Assert.Contains('-', id);
        var written = kind switch
        {
            "upper" => id.ToUpperInvariant(),
            "dots" => id.Replace('-', '.'),
            "underscores" => "_" + id.Replace('-', '_'),
            _ => string.Concat(id.Select(c => $"%{(int)c:X2}")).Replace("%2D", "--", StringComparison.Ordinal),
        };
        await reader.GoAsync("/tags");
        await reader.GoAsync("/en/sqlite-wal#" + written);
        await Expect(reader.Find($"h2:target[id='{id}']")).ToBeInViewportAsync();
    }
}
