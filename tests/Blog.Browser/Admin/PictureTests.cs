using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Pictures of the library in the text and as the cover, in an order, and side by side.</summary>
public sealed class PictureTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Open = "dialog[open]";

    [Fact]
    public async Task Pictures_of_the_library_are_chosen_ordered_and_put_side_by_side()
    {
        var author = await WithPicturesAsync(10, "trip-sea", "trip-hill", "trip-lake");
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("图片");
        await TypeAsync(author.Page, "开头。\n\n");
        await author.Page.Keyboard.PressAsync("Control+Alt+p");
        await Expect(author.Find(Open + " [type=search]")).ToBeFocusedAsync();
        await author.Page.Keyboard.TypeAsync("trip-");
        await Expect(author.Find(Open + " .gallery li")).ToHaveCountAsync(3); // the library is shared with other tests
        await author.Page.Keyboard.TypeAsync("lake");
        await Expect(author.Find(Open + " .gallery li")).ToHaveCountAsync(1);
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.PressAsync("Space");
        await author.Find(Open + " [type=search]").FillAsync("trip");
        await Expect(author.Find(Open + " .gallery li")).ToHaveCountAsync(3);
        await Expect(author.Find(Open + " .gallery input[aria-label*=lake]")).ToBeCheckedAsync();
        await author.Find(Open + " .gallery input[aria-label*=sea]").CheckAsync();
        await Expect(author.Find(Open + " .chosen .name")).ToHaveTextAsync(["trip-lake.png", "trip-sea.png"]);
        await author.Find(Open + " .chosen button[aria-label='trip-sea.png：前移']").ClickAsync();
        await Expect(author.Find(Open + " .chosen .name")).ToHaveTextAsync(["trip-sea.png", "trip-lake.png"]);
        await author.Find(Open + " label", "并排显示").ClickAsync();
        await PageChecks.AreGoodAsync(author);
        await author.Find(Open + " button.main").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync(Order("开头。\n\n", "trip-sea", "trip-lake"));
        await Expect(author.Find(".cm-panel.alt")).ToContainTextAsync("trip-sea.png");
        await author.Find(".cm-panel.alt input").FillAsync("海");
        await author.Page.Keyboard.PressAsync("Enter");
        await ActAsync(author, "publish");
        var reader = await VisitAsync("/tu-pian", new VisitorOptions { Scripts = false });
        var boxes = await BoxesAsync(reader);
        Assert.Equal(boxes[0].Y + (boxes[0].Height / 2), boxes[1].Y + (boxes[1].Height / 2), 1f);
        Assert.True(boxes[0].X + boxes[0].Width <= boxes[1].X, "they stand beside each other");
        await Expect(reader.Find(".gallery img").First).ToHaveAttributeAsync("alt", "海");
    }

    [Fact]
    public async Task Pictures_that_came_together_are_put_side_by_side_and_change_places_with_the_keyboard()
    {
        var author = await SitDownAsync();
        await author.Find(Sheet).FocusAsync();
        await PasteAsync(author, ("one.png", "teal"), ("two.png", "navy"), ("three.png", "olive"));
        await Expect(author.Find(".banner")).ToContainTextAsync("刚上传了 3 张图片");
        await author.Find(".cm-panel.alt button", "全部跳过").ClickAsync();
        await author.Find(".banner button", "图片并排").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync(Order("", "one", "two", "three"));
        await author.Page.Keyboard.PressAsync("Control+Home");
        await author.Page.Keyboard.PressAsync("ArrowDown");
        await author.Page.Keyboard.PressAsync("ArrowDown");
        await author.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(author.Find(Text)).ToHaveValueAsync(Order("", "two", "one", "three"));
        await author.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(author.Find(Text)).ToHaveValueAsync(Order("", "two", "three", "one"));
        await author.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await author.Find("form.pane > .tool button", "图片并排").ClickAsync();
        await Expect(author.Find(Text)).Not.ToHaveValueAsync(Like("gallery"));
        await author.Page.Keyboard.PressAsync("Control+z");
        await Expect(author.Find(Text)).ToHaveValueAsync(Order("", "two", "one", "three"));
    }

    [Fact]
    public async Task The_cover_is_chosen_from_the_library_taken_from_the_text_and_removed()
    {
        var author = await WithPicturesAsync(70, "cover");
        await OpenAsync(author, "/admin/posts/new");
        await author.Find(".cover-shown button", "从图库选择封面").ClickAsync();
        await author.Find(Open + " .gallery input[aria-label*=cover]").CheckAsync();
        await PageChecks.AreGoodAsync(author);
        await author.Find(Open + " button.main").ClickAsync();
        await Expect(author.Find("[name=Cover]")).ToHaveValueAsync(Like("^/media/.*/cover.png$"));
        await Expect(author.Find(".cover-shown img")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        await author
            .Find(".cover-shown input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "drawn.svg",
                    MimeType = "image/svg+xml",
                    Buffer = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>"u8.ToArray(),
                }
            );
        await Expect(author.Find("[name=Cover]")).ToHaveValueAsync(Like("^/media/.*/drawn.svg$"));
        var drawn = await author.Find("[name=Cover]").InputValueAsync();
        await author.Find(".cover-shown button", "移除").ClickAsync();
        await Expect(author.Find("[name=Cover]")).ToHaveValueAsync("");
        await Expect(author.Find(".cover-shown img")).ToBeHiddenAsync();
        await author.Find(".cover-shown button", "用文中第一张图").ClickAsync();
        await Expect(author.Find(".cover-shown [role=status]")).ToHaveTextAsync("文中还没有图片。");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync($"![录音](/talk.mp3)\n\n![图]({drawn} \"说明\")\n");
        await author.Find(".cover-shown button", "用文中第一张图").ClickAsync();
        await Expect(author.Find("[name=Cover]")).ToHaveValueAsync(drawn);
    }

    private static Regex Order(string before, params string[] names) =>
        Like(
            "^"
                + before
                + @"<div class=""gallery"">\n\n"
                + string.Join(@"\n\n", names.Select(name => $@"!\[\]\(/media/\w+/{name}\.png\)"))
                + @"\n\n</div>\n*$"
        );

    private async Task<Visitor> WithPicturesAsync(int red, params string[] names)
    {
        var author = await SitDownAsync();
        await author.Find(Sheet).FocusAsync();
        await PasteAsync(author, [.. names.Select((name, i) => (name + ".png", $"rgb({red + i} 90 120)"))]);
        foreach (var name in names)
        {
            await Expect(author.Find(Text)).ToHaveValueAsync(Like($"/{name}.png"));
        }

        await ActAsync(author, "save");
        return author;
    }

    private static async Task<IReadOnlyList<LocatorBoundingBoxResult>> BoxesAsync(Visitor reader)
    {
        var boxes = new List<LocatorBoundingBoxResult>();
        foreach (var image in await reader.Find(".gallery img").AllAsync())
        {
            boxes.Add((await image.BoundingBoxAsync())!);
        }

        return boxes;
    }
}
