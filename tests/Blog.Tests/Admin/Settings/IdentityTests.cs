using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Blog.Data.People;
using Blog.Data.Settings;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Settings;

/// <summary>Logo, icon, footer: uploaded in the settings, shown to readers.</summary>
public sealed class IdentityTests(SharedBlog shared) : IClassFixture<SharedBlog>, IDisposable
{
    private const string Logo = "Input.Identity.Logo",
        Favicon = "Input.Identity.Favicon",
        Footer = "Input.Identity.Footer";

    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_logo_stands_before_the_title_on_every_page_at_once()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await _blog.PublishAsync("一");
        Assert.Null((await _blog.PageAsync("/")).QuerySelector(".logo")); // now it is cached
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(owner, Logo, TestImages.Transparent(3000, 600))).StatusCode);
        foreach (var path in new[] { "/", "/en", "/tags" })
        {
            var logo = (IHtmlImageElement)(await _blog.PageAsync(path)).QuerySelector(".site a > img.logo")!;
            Assert.Equal(("", "800", "160"), (logo.GetAttribute("alt"), logo.GetAttribute("width"), logo.GetAttribute("height")));
            Assert.Equal("博客", (await _blog.PageAsync("/")).QuerySelector("h1.site")!.TextContent);
            using var bytes = await _blog.Reader.GetAsync(logo.GetAttribute("src")!);
            Assert.Equal("image/png", bytes.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_logo_that_holds_the_title_leaves_it_to_screen_readers()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(
            owner,
            Logo,
            TestImages.Still(400, 80, ".png"),
            (Logo + "HoldsTitle", "true"),
            ("Input.Languages[0].Title", "苔痕")
        );
        var site = (await _blog.PageAsync("/")).QuerySelector("h1.site")!;
        Assert.Equal("苔痕", site.TextContent);
        Assert.Equal("苔痕", site.QuerySelector(".unseen")!.TextContent);
    }

    [Fact]
    public async Task A_picture_stays_when_the_form_is_saved_and_goes_when_it_is_ticked()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(owner, Logo, TestImages.Still(40, 40, ".png"));
        await SettingsForm.SaveAsync(owner, [], [("Input.Hue", "20")]);
        Assert.NotNull((await _blog.PageAsync("/")).QuerySelector(".logo"));
        var form = await owner.PageAsync(SettingsForm.Path);
        Assert.Equal(
            (await SettingsAsync()).Identity.Logo,
            form.QuerySelector(".picture img")!.GetAttribute("src") // the present one is shown
        );
        await SettingsForm.SaveAsync(owner, [], [(Logo + ".Remove", "true")]);
        Assert.Null((await _blog.PageAsync("/")).QuerySelector(".logo"));
        var identity = (await SettingsAsync()).Identity;
        Assert.Equal((null, null, null), (identity.Logo, identity.LogoWidth, identity.LogoHeight));
    }

    public static TheoryData<string, string, string> Hostile =>
        new()
        {
            { "<!doctype html><script>alert(1)</script>", "网页", "a web page" },
            { "%PDF-1.7 nothing", "PDF", "PDF" },
            { "", "空的", "empty" },
            { "<svg xmlns=\"http://www.w3.org/2000/svg\"><", "损坏", "damaged" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_refused_file_says_why_and_what_was_typed_stays(string bytes, string chinese, string english)
    {
        var owner = await shared.OwnerAsync();
        foreach (var (language, says) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            owner.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var field in new[] { Logo, Favicon, Footer })
            {
                using var answer = await SaveAsync(
                    owner,
                    field,
                    Encoding.UTF8.GetBytes(bytes),
                    ("Input.Languages[0].Tagline", "写到一半"),
                    ("Input.Hue", "77")
                );
                var page = await Visitor.ParsedAsync(answer);
                var control = page.QuerySelector($"[name='{field}.File']")!;
                Assert.Equal("true", control.GetAttribute("aria-invalid"));
                Assert.Contains(
                    says,
                    page.GetElementById(control.GetAttribute("aria-describedby")!.Split(' ')[0])!.TextContent,
                    StringComparison.Ordinal
                );
                Assert.Equal("写到一半", page.QuerySelector("[name='Input.Languages[0].Tagline']")!.GetAttribute("value"));
                Assert.Equal("77", page.QuerySelector("[name='Input.Hue']")!.GetAttribute("value"));
            }
        }

        Assert.Equal(0, (await SettingsAsync(shared.Blog)).Version);
    }

    [Fact]
    public async Task A_file_over_the_limit_keeps_what_was_typed()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var answer = await SaveAsync(owner, Logo, new byte[26 * 1024 * 1024], ("Input.Hue", "77"));
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains("25 MB", page.GetElementById("input-identity-logo-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("77", page.QuerySelector("[name='Input.Hue']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_svg_is_stored_without_its_script()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        const string svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\" onload=\"alert(1)\"><script>alert(2)</script>"
            + "<a href=\"javascript:alert(3)\"><circle cx=\"4\" cy=\"4\" r=\"3\"/></a></svg>";
        foreach (var field in new[] { Logo, Favicon, Footer })
        {
            await SaveAsync(owner, field, Encoding.UTF8.GetBytes(svg));
        }

        var identity = (await SettingsAsync()).Identity;
        foreach (var path in new[] { identity.Logo!, identity.FooterPicture!, identity.Favicon!, "/favicon.ico" })
        {
            using var answer = await _blog.Reader.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("circle", text, StringComparison.Ordinal);
            Assert.DoesNotContain("alert", text, StringComparison.Ordinal);
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_uploaded_picture_is_not_lost_when_another_field_is_wrong()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var refused = await Visitor.ParsedAsync(await SaveAsync(owner, Logo, TestImages.Still(40, 40, ".png"), ("Input.Hue", "1000")));
        Assert.Null((await SettingsAsync()).Identity.Logo);
        await SettingsForm.SendAsync(owner, SettingsForm.FieldsOf(refused), [], [("Input.Hue", "10")]);
        Assert.NotNull((await SettingsAsync()).Identity.Logo);
    }

    [Fact]
    public async Task Two_owners_who_change_the_logo_are_shown_both()
    {
        var (first, second) = (
            await SignedIn.OwnerAsync(_blog),
            await SignedIn.AsAsync(_blog, "second@example.org", "第二位", AccountRole.Owner)
        );
        var stale = SettingsForm.FieldsOf(await second.PageAsync(SettingsForm.Path));
        await SaveAsync(first, Logo, TestImages.Still(40, 40, ".png"), ("Input.Identity.PoliceNumber", "京公网安备11010502030143号"));
        var theirs = (await SettingsAsync()).Identity.Logo!;
        using var answer = await SettingsForm.SendAsync(second, stale, [(Logo + ".File", TestImages.Still(60, 40, ".png"), "b.png")], []);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Visitor.ParsedAsync(answer);
        Assert.Equal(["站点标志", "公安备案号"], page.QuerySelectorAll(".conflict tbody th").Select(cell => cell.TextContent));
        await SettingsForm.SendAsync(second, SettingsForm.FieldsOf(page), [], [("Take", "Identity.PoliceNumber")]);
        var now = (await SettingsAsync()).Identity;
        Assert.NotEqual(theirs, now.Logo);
        Assert.Equal(60, now.LogoWidth);
        Assert.Equal("京公网安备11010502030143号", now.PoliceNumber);
    }

    [Fact]
    public async Task The_footer_shows_picture_links_and_both_numbers_in_each_language()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var answer = await SaveAsync(
            owner,
            Footer,
            TestImages.Still(900, 900, ".png"),
            ("Input.Languages[0].PictureAlt", "公众号二维码"),
            ("Input.Languages[0].PictureCaption", "扫码关注公众号"),
            ("Input.Languages[1].PictureCaption", "Scan \"to\" follow"),
            ("Input.Languages[0].FooterLinks[0].Text", "主页"),
            ("Input.Languages[0].FooterLinks[0].Path", "https://example.org/a?b=c&d"),
            ("Input.Languages[0].FooterLinks[0].Place", "2"),
            ("Input.Languages[0].FooterLinks[1].Text", "关于"),
            ("Input.Languages[0].FooterLinks[1].Path", "/关于"),
            ("Input.Languages[0].FooterLinks[1].Place", "1"),
            ("Input.IcpNumber", "京ICP备12345678号"),
            ("Input.Identity.PoliceNumber", " 京公网安备 11010502030143号 ")
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var footer = (await _blog.PageAsync("/")).QuerySelector(".colophon")!;
        var picture = footer.QuerySelector("figure img")!;
        Assert.Equal(
            ("公众号二维码", "640", "640"),
            (picture.GetAttribute("alt"), picture.GetAttribute("width"), picture.GetAttribute("height"))
        );
        Assert.Equal("扫码关注公众号", footer.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(
            [("/feeds", "订阅"), ("/%E5%85%B3%E4%BA%8E", "关于"), ("https://example.org/a?b=c&d", "主页")],
            footer.QuerySelectorAll("nav a").Select(a => (a.GetAttribute("href")!, a.TextContent))
        );
        Assert.Equal(
            [
                ("https://beian.miit.gov.cn/", "京ICP备12345678号"),
                ("https://beian.mps.gov.cn/#/query/webSearch?code=11010502030143", "京公网安备 11010502030143号"),
            ],
            footer.QuerySelectorAll("a[rel~=nofollow]").Select(a => (a.GetAttribute("href")!, a.TextContent))
        );
        var english = (await _blog.PageAsync("/en")).QuerySelector(".colophon")!;
        Assert.Equal("", english.QuerySelector("figure img")!.GetAttribute("alt"));
        Assert.Equal("Scan \"to\" follow", english.QuerySelector("figcaption")!.TextContent);
        Assert.Single(english.QuerySelectorAll("nav a"));
    }

    [Theory]
    [InlineData("Input.Identity.PoliceNumber", "京公网安备号", "14 位数字", "14 digits")]
    [InlineData("Input.Identity.PoliceNumber", "京公网安备1101050203014号", "14 位数字", "14 digits")]
    [InlineData("Input.Identity.PoliceNumber", "110105020301431", "14 位数字", "14 digits")]
    [InlineData("Input.Identity.PoliceNumber", "11010502030143 11010502030143", "14 位数字", "14 digits")]
    [InlineData("Input.Languages[0].FooterLinks[0].Path", "javascript:alert(1)", "https://", "https://")]
    [InlineData("Input.Languages[0].FooterLinks[0].Path", "http://example.org", "https://", "https://")]
    public async Task Invalid_fields_are_reported_in_both_languages(string field, string value, string chinese, string english)
    {
        var owner = await shared.OwnerAsync();
        foreach (var (language, says) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            owner.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var page = await Visitor.ParsedAsync(await SettingsForm.SaveAsync(owner, [], [(field, value)]));
            var control = page.QuerySelector($"[name='{field}']")!;
            Assert.Contains(
                says,
                page.GetElementById(control.GetAttribute("aria-describedby")!.Split(' ')[0])!.TextContent,
                StringComparison.Ordinal
            );
            Assert.Equal(value, control.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task A_tampered_path_shows_nothing_of_another_site()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SettingsForm.SaveAsync(owner, [], [(Logo + ".Path", "https://evil.example/media/" + new string('a', 32) + "/x.png")]);
        Assert.Null((await SettingsAsync()).Identity.Logo);
    }

    private static Task<HttpResponseMessage> SaveAsync(SignedIn owner, string field, byte[] bytes, params (string, string?)[] changes) =>
        SettingsForm.SaveAsync(owner, [(field + ".File", bytes, "图片.png")], changes);

    private Task<SiteSettings> SettingsAsync() => SettingsAsync(_blog);

    private static async Task<SiteSettings> SettingsAsync(BlogApplication blog)
    {
        SiteSettings settings = null!;
        await blog.WithDbAsync(async db => settings = await db.Settings.AsNoTracking().SingleAsync());
        return settings;
    }
}
