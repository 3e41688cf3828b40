using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Notations that other blogs have, from the owner's setting to the reader's page.</summary>
public sealed class NotationTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData("zh-CN", "搬家手记", "先看这里", "清点", "打包", "把书==逐本==过一遍 :smile:")]
    [InlineData("en", "Notes on moving", "Read this first", "Count", "Pack", "Go through the books ==one by one== :smile:")]
    public async Task A_list_of_headings_a_container_a_mark_and_an_emoji_are_turned_on_written_and_read(
        string locale,
        string title,
        string tip,
        string first,
        string second,
        string line
    )
    {
        var owner = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Locale = locale });
        await owner.GoAsync("/admin/settings");
        foreach (var name in new[] { "Contents", "Marks", "Containers", "Emoji" })
        {
            await owner.Find($"[name='Input.Notations.{name}'][type=checkbox]").CheckAsync();
        }

        await PressAsync(owner, owner.Find("form.settings button.main").Last);
        await OpenAsync(owner, "/admin/posts/new");
        await owner.Find("#title").FillAsync(title);
        await owner.Find("[name=Address]").FillAsync("/notations-" + locale);
        await owner.Find("[name=Language]").SelectOptionAsync(locale);
        await owner.Find(Sheet).FocusAsync();
        await owner.Page.Keyboard.InsertTextAsync(
            $"[TOC]\n\n::: tip {tip}\n{line}\n:::\n\n## {first}\n\n1, 2, 3.\n\n## {second}\n\n`:smile:` 10:30:45\n"
        );
        await Expect(owner.Find(Shown + " mark")).ToHaveCountAsync(1);
        await ActAsync(owner, "publish");
        await PageChecks.AreGoodAsync(owner);

        var reader = await ComeAsync(new VisitorOptions { Locale = locale });
        await reader.GoAsync("/notations-" + locale);
        await Expect(reader.Find(".prose .headings a")).ToHaveTextAsync([first, second]);
        await Expect(reader.Find(".prose .markdown-alert")).ToContainTextAsync(tip);
        await Expect(reader.Find(".prose mark")).ToHaveCountAsync(1);
        await Expect(reader.Find(".prose")).ToContainTextAsync("😄");
        await Expect(reader.Find(".prose code")).ToHaveTextAsync(":smile:");
        await Expect(reader.Find(".prose")).ToContainTextAsync("10:30:45");
        await PageChecks.AreGoodAsync(reader);
    }
}
