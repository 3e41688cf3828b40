using System.Text;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Attachments, series and friends, from the author's hand to the reader's page.</summary>
public sealed class AttachmentTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData("zh-CN", "附件与系列", "工具箱")]
    [InlineData("en", "Attachments and series", "Toolbox")]
    public async Task Attachments_become_links_and_players_and_a_series_is_chosen(string locale, string title, string series)
    {
        var author = await SitDownAsync("/admin/posts/new", new VisitorOptions { Locale = locale });
        await author.Find("#title").FillAsync(title);
        await author.Find("[name=Address]").FillAsync("/attachments-" + locale);
        await author.Find("[name=Language]").SelectOptionAsync(locale);
        await author.Find("[name=Series]").FillAsync(series);
        await author.Find("[name=SeriesOrder]").FillAsync("1");
        await ChooseAsync(author, "slides.pdf", "application/pdf", "%PDF-1.7 " + locale);
        await Expect(author.Find(Sheet)).ToContainTextAsync("[slides](/media/");
        await ChooseAsync(author, "talk.mp3", "audio/mpeg", "ID3\u0003 " + locale);
        await Expect(author.Find(Sheet)).ToContainTextAsync("![talk](/media/");
        await Expect(author.Find(Shown + " audio[controls]")).ToHaveCountAsync(1);
        await Expect(author.Find(".cm-panel.alt")).ToHaveCountAsync(0);
        await ActAsync(author, "publish");
        await PageChecks.AreGoodAsync(author);

        await author.GoAsync("/admin/posts/new");
        await Expect(author.Find($"#series-titles option[value='{series}']")).ToHaveCountAsync(1);
        await author.Find("#title").FillAsync(title + " 2");
        await author.Find("[name=Address]").FillAsync("/attachments-2-" + locale);
        await author.Find("[name=Language]").SelectOptionAsync(locale);
        await author.Find("[name=Series]").FillAsync(series);
        await TypeAsync(author.Page, "Text.");
        await ActAsync(author, "publish");

        var reader = await ComeAsync(new VisitorOptions { Locale = locale });
        await reader.GoAsync("/attachments-" + locale);
        await Expect(reader.Find(".prose audio[controls][preload=none]")).ToBeVisibleAsync();
        await Expect(reader.Find(".prose a[href$='slides.pdf']")).ToHaveTextAsync("slides");
        await PageChecks.AreGoodAsync(reader);
        await reader.Find(".steps a").ClickAsync();
        await Expect(reader.Find("h1")).ToHaveTextAsync(title + " 2");
        await reader.Find(".series summary").ClickAsync();
        await PageChecks.AreGoodAsync(reader);
        await reader.Find(".series p a").ClickAsync();
        await Expect(reader.Find(".parts li")).ToHaveCountAsync(2);
        await PageChecks.AreGoodAsync(reader);
        await reader.GoAsync("/series");
        await PageChecks.AreGoodAsync(reader);

        await author.GoAsync("/admin/media");
        await Expect(author.Find(".gallery .file").First).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        await PressAsync(author, author.Find(".gallery a").First);
        await PageChecks.AreGoodAsync(author);
        await author.GoAsync("/admin/taxonomy");
        await PressAsync(author, author.Find("a[href*='/taxonomy/series/']").First);
        await PageChecks.AreGoodAsync(author);
    }

    [Theory]
    [InlineData("zh-CN", "友链")]
    [InlineData("en", "friends")]
    public async Task The_friends_page_is_filled_and_read(string locale, string heading)
    {
        var owner = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Locale = locale });
        await owner.GoAsync("/admin/friends");
        await PageChecks.AreGoodAsync(owner);
        await owner.Find("[name='Options.Path']").FillAsync("links");
        await owner.Find("[name='Options.Checks']").UncheckAsync();
        await PressAsync(owner, owner.Find("form.form button.main"));
        foreach (var name in new[] { "山居笔记", "Field Notes" })
        {
            await owner.Find("details.new summary").First.ClickAsync();
            await owner.Find("[name='New.Name']").FillAsync(name);
            await owner.Find("[name='New.Url']").FillAsync($"https://{(name[0] == 'F' ? "field" : "hill")}-{locale}.example.org");
            await owner.Find("[name='New.Words']").FillAsync("Letters, lists and long walks. 写信，列单子，走很远的路。");
            await owner.Find("[name='New.Section']").FillAsync(heading);
            await PressAsync(owner, owner.Find("details[open] button"));
            await PageChecks.AreGoodAsync(owner);
            await owner.GoAsync("/admin/friends");
        }

        await PageChecks.AreGoodAsync(owner);
        var reader = await ComeAsync(new VisitorOptions { Locale = locale });
        await reader.GoAsync(locale == "en" ? "/en/links" : "/links");
        await Expect(reader.Find($"h2:has-text('{heading}')")).ToBeVisibleAsync();
        await Expect(reader.Find(".friends a[rel=noopener]").First).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(reader);
    }

    private static async Task ChooseAsync(Visitor author, string name, string type, string content) =>
        await author
            .Page.Locator("form#post + input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = type,
                    Buffer = Encoding.Latin1.GetBytes(content),
                }
            );
}
