using Blog.Data.People;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Site;

/// <summary><c>Blog__Title</c> and its neighbours: they fill what is unset at a first start, and never again.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_settings_name_a_new_blog_without_a_browser()
    {
        await using var blog = Start(
            ("Blog:Title", "Field Notes"),
            ("Blog:Tagline", "On gardens"),
            ("Blog:TimeZone", "Europe/London"),
            ("Blog:Language", "en"),
            ("Blog:Owner:Email", "me@example.org"),
            ("Blog:Owner:Password", SignedIn.Password)
        );
        await blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.Equal("Europe/London", settings.TimeZone);
            Assert.Equal(
                [("en", "Field Notes", "On gardens"), ("zh-CN", "Field Notes", "")],
                settings.Languages.Select(language => (language.Tag, language.Title, language.Tagline))
            );
            Assert.Null(settings.LicenceName);
            Assert.Equal(AccountRole.Owner, (await db.Users.SingleAsync()).Role);
        });
        var home = await blog.PageAsync("/");
        Assert.Equal("en", home.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Field Notes", home.QuerySelector(".site a")!.TextContent);
    }

    [Fact]
    public async Task What_is_not_set_stays_as_in_any_new_blog()
    {
        await using var blog = Start(("Blog:TimeZone", "Asia/Shanghai"));
        await blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.Equal("Asia/Shanghai", settings.TimeZone);
            Assert.Equal(
                [("zh-CN", "博客", ""), ("en", "Blog", "")],
                settings.Languages.Select(language => (language.Tag, language.Title, language.Tagline))
            );
        });
    }

    [Fact]
    public async Task A_later_change_does_nothing_even_before_there_is_an_account()
    {
        await using (var first = Start(("Blog:Title", "One")))
        {
            await first.Services.GetRequiredService<Readiness>().Task;
        }

        await using var second = Start(("Blog:Title", "Two"), ("Blog:Tagline", "Late"));
        Assert.Equal("One", await TitleAsync(second));
    }

    [Fact]
    public async Task A_blog_with_an_account_is_not_named_anew()
    {
        await using (var first = Start())
        {
            await SignedIn.AccountAsync(first, SignedIn.OwnerEmail, role: AccountRole.Owner); // as the command does
        }

        await using var second = Start(("Blog:Title", "Late"));
        Assert.Equal("博客", await TitleAsync(second));
    }

    [Fact]
    public async Task The_setup_page_shows_what_was_set()
    {
        await using var blog = Start(("Blog:Title", "札记"), ("Blog:TimeZone", "Asia/Tokyo"));
        await blog.Services.GetRequiredService<Readiness>().Task;
        var link = new Uri(blog.Services.GetRequiredService<Blog.Accounts.Management.SetupLink>().Address!).PathAndQuery;
        var page = await new Visitor(blog).PageAsync(link);
        Assert.Equal("札记", page.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal("Asia/Tokyo", page.QuerySelector("[name='Input.TimeZone']")!.GetAttribute("value"));
        Assert.Equal("", page.QuerySelector("[name='Input.Tagline']")!.GetAttribute("value"));
    }

    private BlogApplication Start(params (string Key, string Value)[] settings)
    {
        var blog = new BlogApplication(_folder.Path);
        foreach (var (key, value) in settings)
        {
            blog.Settings[key] = value;
        }

        return blog;
    }

    private static async Task<string> TitleAsync(BlogApplication blog)
    {
        var title = "";
        await blog.WithDbAsync(async db => title = (await db.Settings.SingleAsync()).Main.Title);
        return title;
    }
}
