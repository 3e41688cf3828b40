using Blog.Admin.Media;
using Blog.Site.Localization;
using Blog.Tests.Data;

namespace Blog.Tests.Admin.Media;

public sealed class MediaLibraryTests : IAsyncLifetime
{
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Images_are_found_by_name_or_description_ignoring_case_and_wildcards_are_literal()
    {
        await _fixture.AddAsync(TestImages.Still(4, 4, ".png"), "Chart-100.png", "柱状图，增长 100%");
        await _fixture.AddAsync(TestImages.Still(5, 5, ".png"), "roof.png", "屋顶");
        Assert.Equal(["chart-100.png"], await NamesAsync("?q=CHART"));
        Assert.Equal(["roof.png"], await NamesAsync("?q=" + Uri.EscapeDataString("屋顶")));
        Assert.Equal(["chart-100.png"], await NamesAsync("?q=100%25"));
        Assert.Empty(await NamesAsync("?q=_"));
        Assert.Equal(2, (await NamesAsync("?q=" + new string('x', 0))).Count);
        Assert.Empty(await NamesAsync("?q=" + new string('x', 4000)));
    }

    [Fact]
    public async Task Filters_show_unused_images_and_those_without_alternative_text()
    {
        var shown = await _fixture.AddAsync(TestImages.Still(4, 4, ".png"), "shown.png", "有说明");
        var linked = await _fixture.AddAsync(TestImages.Still(5, 5, ".png"), "linked.png");
        var cover = await _fixture.AddAsync(TestImages.Still(6, 6, ".png"), "cover.png");
        var typed = await _fixture.AddAsync(TestImages.Still(7, 7, ".png"), "typed.png");
        await _fixture.AddAsync(TestImages.Still(8, 8, ".png"), "lonely.png");
        var post = await _fixture.Blog.PublishAsync(
            "题",
            $"![x]({shown.Path}) [大图]({linked.Path})",
            with: r => r with { Content = r.Content with { Cover = cover.Path } }
        );
        await _fixture.TypeAsync(post, text => text with { Markdown = text.Markdown + $"\n\n![y]({typed.Path})" });

        Assert.Equal(["lonely.png"], await NamesAsync("?show=unused"));
        Assert.Equal(["cover.png", "linked.png", "lonely.png", "typed.png"], await NamesAsync("?show=bare"));
        Assert.Equal(5, (await NamesAsync("?show=nonsense&number=-7")).Count);
        var counts = (await _fixture.PageAsync("/admin/media")).QuerySelectorAll(".filter .count").Select(count => count.TextContent);
        Assert.Equal(["5", "1", "4"], counts);
    }

    [Fact]
    public async Task A_long_list_is_paged_and_shows_every_image_once()
    {
        for (var i = 0; i < LibraryModel.PerPage + 3; i++)
        {
            await _fixture.AddAsync(TestImages.Still(4 + i, 4, ".png"), $"i{i}.png");
        }

        var first = await _fixture.PageAsync("/admin/media?show=bare");
        Assert.Equal(LibraryModel.PerPage, first.QuerySelectorAll(".gallery li").Length);
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.Equal("/admin/media?show=bare&number=2", next);
        Assert.Equal(
            LibraryModel.PerPage + 3,
            first
                .QuerySelectorAll(".gallery .name")
                .Concat((await _fixture.PageAsync(next)).QuerySelectorAll(".gallery .name"))
                .Select(name => name.TextContent)
                .Distinct()
                .Count()
        );
        Assert.Equal(3, (await _fixture.PageAsync("/admin/media?number=999")).QuerySelectorAll(".gallery li").Length);
    }

    [Fact]
    public async Task A_photo_shows_its_smallest_variant_and_the_navigation_leads_to_the_library()
    {
        var photo = await _fixture.AddAsync(TestImages.Photo(1000, 300, ".jpg"), "p.jpg");
        var page = await _fixture.PageAsync("/admin/media");
        Assert.Equal($"/media/{photo.Id}/480.webp", page.QuerySelector(".gallery img")!.GetAttribute("src"));
        Assert.Equal($"/admin/media/{photo.Id}", page.QuerySelector(".gallery a")!.GetAttribute("href"));
        var entry = page.QuerySelector(".rail [aria-current]")!;
        Assert.Equal(("/admin/media", AdminTexts.Chinese.Media), (entry.GetAttribute("href"), entry.TextContent));
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string query) =>
        [
            .. (await _fixture.PageAsync("/admin/media" + query))
                .QuerySelectorAll(".gallery .name")
                .Select(name => name.TextContent)
                .Order(StringComparer.Ordinal),
        ];
}
