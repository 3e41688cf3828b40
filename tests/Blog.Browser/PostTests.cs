using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class PostTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Contents_stand_beside_the_text_on_a_wide_screen()
    {
        var reader = await VisitAsync("/sqlite-wal");
        var (contents, text) = (await BoxAsync(reader, ".toc"), await BoxAsync(reader, ".post .prose"));
        Assert.True(contents.X + contents.Width <= text.X, "the contents reach into the text");
        Assert.InRange(contents.Y - text.Y, -20, 20);
        await Expect(reader.Find(".toc ol a").First).ToBeVisibleAsync();
        await reader.AskAsync<int>("scrollTo(0, 1500), 0");
        await Expect(reader.Find(".toc ol a").First).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("/query-plan")]
    [InlineData("/sqlite-wal")]
    [InlineData("/en/naming-promises")]
    public async Task Contents_keep_their_distance_from_the_meta(string post)
    {
        var reader = await VisitAsync(post);
        var (meta, contents) = (await BoxAsync(reader, ".post > .meta span:last-child"), await BoxAsync(reader, ".toc summary"));
        Assert.InRange(contents.Y - (meta.Y + meta.Height), 12, 200);
    }

    [Fact]
    public async Task Contents_are_folded_above_the_text_on_a_phone()
    {
        var reader = await VisitAsync("/sqlite-wal", new VisitorOptions { Width = 360 });
        await Expect(reader.Find(".toc ol a").First).ToBeHiddenAsync();
        var (contents, text) = (await BoxAsync(reader, ".toc"), await BoxAsync(reader, ".post .prose"));
        Assert.True(contents.Y + contents.Height <= text.Y, "the contents are not above the text");
        await reader.Find(".toc summary").ClickAsync();
        await Expect(reader.Find(".toc ol a").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_link_of_the_contents_scrolls_to_its_heading(int width)
    {
        var reader = await VisitAsync("/sqlite-wal", new VisitorOptions { Width = width });
        if (width < 1100)
        {
            await reader.Find(".toc summary").ClickAsync();
        }

        var link = reader.Find(".toc > details > ol > li > a").Nth(2);
        var goal = (await link.GetAttributeAsync("href"))!;
        await link.ClickAsync();
        Assert.Equal("/sqlite-wal" + goal, reader.Place);
        var heading = reader.Find($"[id=\"{goal[1..]}\"]");
        await Expect(heading).ToBeInViewportAsync();
        Assert.StartsWith(await link.InnerTextAsync(), await heading.InnerTextAsync(), StringComparison.Ordinal);
        Assert.InRange(await heading.EvaluateAsync<double>("h => h.getBoundingClientRect().top"), 0, 200);
    }

    [Theory]
    [MemberData(nameof(Samples.AllPosts), MemberType = typeof(Samples))]
    public async Task Headings_carry_anchors_and_images_keep_their_place(string post)
    {
        var reader = await VisitAsync(post);
        var headings = await reader
            .Find(".prose > :is(h2, h3, h4)")
            .EvaluateAllAsync<string[]>(
                "all => all.map(h => `#${h.id} ${h.querySelector('a.anchor')?.getAttribute('href')} "
                    + "${h.querySelector('a.anchor')?.ariaLabel?.length > 3}`)"
            );
        Assert.All(headings, said => Assert.Equal(said.Split(' ')[0] + " " + said.Split(' ')[0] + " True", said, ignoreCase: true));
        Assert.Equal(headings.Length, headings.Distinct().Count());

        foreach (var image in await reader.Find("main img").AllAsync())
        {
            Assert.Matches("^[1-9][0-9]*$", await image.GetAttributeAsync("width"));
            Assert.Matches("^[1-9][0-9]*$", await image.GetAttributeAsync("height"));
            Assert.NotEmpty((await image.GetAttributeAsync("alt"))!);
            await image.ScrollIntoViewIfNeededAsync();
            await image.EvaluateAsync("i => i.complete || new Promise(r => i.onload = i.onerror = r)");
            Assert.True(await image.EvaluateAsync<int>("i => i.naturalWidth") > 0, "the image did not load");
            var (shape, given) = (
                await image.EvaluateAsync<double>("i => i.clientWidth / i.clientHeight"),
                await image.EvaluateAsync<double>("i => i.getAttribute('width') / i.getAttribute('height')")
            );
            Assert.InRange(shape / given, .98, 1.02);
        }
    }

    [Theory]
    [InlineData("/sqlite-wal")]
    [InlineData("/en/sqlite-wal")]
    public async Task A_footnote_leads_there_and_back(string post)
    {
        var reader = await VisitAsync(post);
        var reference = reader.Find("a.footnote-ref").First;
        await reference.ClickAsync();
        var note = reader.Find(".footnotes li:target");
        await Expect(note).ToBeInViewportAsync();
        await note.Locator("a.footnote-back-ref").First.ClickAsync();
        await Expect(reference).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_post_leads_to_its_translation_its_tags_and_its_neighbours()
    {
        var reader = await VisitAsync("/sqlite-wal");
        await reader.FollowAsync(reader.Find(".translations a[hreflang=en]"));
        Assert.Equal("/en/sqlite-wal", reader.Place);
        await Expect(reader.Find("html")).ToHaveAttributeAsync("lang", "en");
        await reader.FollowAsync(reader.Find(".neighbours [rel=prev]"));
        Assert.Equal("/en/retry-loop", reader.Place);
        await reader.FollowAsync(reader.Find("a[rel=tag]", "C#"));
        await Expect(reader.Find("article.summary h2 a[href='/en/retry-loop']")).ToBeVisibleAsync();
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(Visitor reader, string selector) =>
        (await reader.Find(selector).BoundingBoxAsync())!;
}
