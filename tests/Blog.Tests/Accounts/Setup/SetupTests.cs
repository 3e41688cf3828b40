using System.Net;
using Blog.Accounts.Management;
using Blog.Accounts.Setup;
using Blog.Accounts.SignIn;
using Blog.Data.People;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.Setup;

/// <summary>The first start: open only to the link in the log, once.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BlogApplication _blog;

    public SetupTests()
    {
        Data.MigratedDatabase.CopyIntoEmpty(_folder.Path);
        _blog = new BlogApplication(_folder.Path);
    }

    public void Dispose()
    {
        _blog.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?key=")]
    [InlineData("/setup?key=wrong")]
    [InlineData("/setup?key=%00%FF")]
    public async Task Without_the_right_key_the_setup_says_where_the_link_is(string path)
    {
        var visitor = new Visitor(_blog);
        var token = await visitor.TokenAsync(await LinkAsync());
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains(SetupTexts.Chinese.SetupNeedsLink, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form"));
        using var posted = await visitor.PostBareAsync(path, Good((Visitor.TokenField, token)));
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Users.CountAsync()));
    }

    [Fact]
    public async Task The_right_key_works_once_and_the_setup_stays_closed()
    {
        var link = await LinkAsync();
        var visitor = new Visitor(_blog);
        Assert.Contains(
            SignInTexts.Chinese.NoAccountYet,
            (await visitor.PageAsync("/account/sign-in")).Body!.TextContent,
            StringComparison.Ordinal
        );
        await visitor.PageAsync(link);
        using var done = await visitor.PostAsync(
            link,
            Good(
                ("Input.Tagline", "一句话"),
                ("Input.Both", "true"),
                ("Input.OtherTitle", "Notes"),
                ("Input.OtherTagline", "One line"),
                ("Input.TimeZone", "Asia/Shanghai")
            )
        );
        Assert.Equal("/admin", done.Headers.Location?.ToString());
        Assert.Equal(SetupTexts.Chinese.SetupFinished, (await visitor.PageAsync("/admin")).QuerySelector("[role=status]")!.TextContent);
        await visitor.PageAsync("/admin/people");
        await _blog.WithDbAsync(async db =>
        {
            var account = await db.Users.Include(a => a.Author).SingleAsync();
            Assert.Equal(("owner@example.org", AccountRole.Owner, "站长"), (account.Email, account.Role, account.Author!.Name));
            var settings = await db.Settings.SingleAsync();
            Assert.Equal("Asia/Shanghai", settings.TimeZone);
            Assert.Equal(
                [("zh-CN", "笔记", "一句话"), ("en", "Notes", "One line")],
                settings.Languages.Select(l => (l.Tag, l.Title, l.Tagline))
            );
        });
        var home = await _blog.PageAsync("/");
        Assert.Equal(("笔记", "一句话"), (home.QuerySelector(".site a")!.TextContent, home.QuerySelector(".tagline")!.TextContent));

        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(_blog).GetAsync(link)).StatusCode);
        using var again = await new Visitor(_blog).PostAsync(link, Good());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await _blog.DisposeAsync();
        await using var restarted = new BlogApplication(_folder.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(restarted).GetAsync(link)).StatusCode);
        Assert.Null(restarted.Services.GetRequiredService<SetupLink>().Address);
        using var signedIn = await new Visitor(restarted).SignInAsync("owner@example.org");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task The_fields_of_a_new_blog_are_empty_with_examples_and_nothing_is_licensed()
    {
        var link = await LinkAsync();
        await _blog.WithDbAsync(async _ =>
        {
            await using var scope = _blog.Services.CreateAsyncScope();
            await Blog.Portability.SampleBlog.SeedAsync(scope.ServiceProvider, CancellationToken.None);
        });
        var page = await new Visitor(_blog).PageAsync(link);
        foreach (var name in new[] { "Title", "Tagline", "OtherTitle", "OtherTagline", "TimeZone" })
        {
            var field = page.QuerySelector($"[name='Input.{name}']")!;
            Assert.Equal("", field.GetAttribute("value"));
            Assert.NotEmpty(field.GetAttribute("placeholder")!);
        }

        using var done = await new Visitor(_blog).PostAsync(link, Good(("Input.Title", "苔痕"), ("Input.KeepSamples", "true")));
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            Assert.Equal(("苔痕", null), (settings.Main.Title, settings.LicenceName)); // a title that was typed stays
        });
    }

    [Fact]
    public async Task One_language_alone_can_be_chosen()
    {
        using var done = await new Visitor(_blog).PostAsync(await LinkAsync(), Good(("Input.Language", "en"), ("Input.Title", "Notes")));
        await _blog.WithDbAsync(async db => Assert.Equal(["en"], (await db.Settings.SingleAsync()).Languages.Select(l => l.Tag)));
        Assert.Equal("en", (await _blog.PageAsync("/")).DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", true)]
    public async Task The_owner_may_choose_to_stay_signed_in_on_this_device(string? choice, bool stays)
    {
        using var done = await new Visitor(_blog).PostAsync(
            await LinkAsync(),
            choice is null ? Good() : Good(("Input.StaySignedIn", choice))
        );
        Assert.Equal("/admin", done.Headers.Location?.ToString());
        await _blog.WithDbAsync(async db => Assert.Equal(stays, (await db.Sessions.SingleAsync()).StaysSignedIn));
        var cookie = done.Headers.GetValues("Set-Cookie").Last(line => line.StartsWith("auth=", StringComparison.Ordinal));
        Assert.Equal(stays, cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Two_concurrent_setups_create_one_account()
    {
        var link = await LinkAsync();
        var visitors = Enumerable.Range(0, 6).Select(_ => new Visitor(_blog)).ToList();
        var forms = await Task.WhenAll(
            visitors.Select(
                async (visitor, i) => Good(("Input.Email", $"owner{i}@example.org"), (Visitor.TokenField, await visitor.TokenAsync(link)))
            )
        );
        var answers = await Task.WhenAll(visitors.Zip(forms, (visitor, form) => visitor.PostBareAsync(link, form)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.Redirect))
        {
            // Too late, or refused because the hashing queue was full: neither created anything.
            Assert.True(
                late.StatusCode == HttpStatusCode.NotFound
                    || (await Visitor.ParsedAsync(late)).Body!.TextContent.Contains(SetupTexts.Chinese.Busy, StringComparison.Ordinal),
                $"{(int)late.StatusCode}"
            );
        }

        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Users.CountAsync()));
    }

    [Fact]
    public async Task Invalid_input_is_marked_and_nothing_is_created()
    {
        (string Field, string Value)[] invalid =
        [
            ("Input.Password", "password1234"),
            ("Input.Password", "short"),
            ("Input.Password", "owner@example.org"),
            ("Input.Password", ""),
            ("Input.Email", "nonsense"),
            ("Input.Email", ""),
            ("Input.Name", "  "),
            ("Input.Title", ""),
            ("Input.TimeZone", "Mars/Olympus"),
            ("Input.TimeZone", ""),
        ];
        foreach (var (field, value) in invalid)
        {
            using var answer = await new Visitor(_blog).PostAsync(await LinkAsync(), Good((field, value)));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{field} {value}: {(int)answer.StatusCode}");
            var page = await Visitor.ParsedAsync(answer);
            Assert.True(page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid") == "true", $"{field} {value}");
            Assert.Null(page.QuerySelector("[type=password]")!.GetAttribute("value"));
            await _blog.WithDbAsync(async db =>
                Assert.Equal((0, "UTC"), (await db.Users.CountAsync(), (await db.Settings.SingleAsync()).TimeZone))
            );
        }
    }

    [Fact]
    public async Task Whitespace_around_the_email_address_is_ignored()
    {
        using var done = await new Visitor(_blog).PostAsync(await LinkAsync(), Good(("Input.Email", " owner@example.org ")));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        using var signedIn = await new Visitor(_blog).SignInAsync("Owner@Example.org ");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sample_posts_are_kept_or_removed_as_chosen_and_own_posts_stay(bool keep)
    {
        await _blog.PublishAsync("样例", with: r => r with { Slug = "sample", Tags = ["样例标签"] });
        await _blog.WithDbAsync(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(post => post.IsSample, true)));
        await _blog.PublishAsync("自己的", with: r => r with { Slug = "own", Tags = ["自己的标签"] });
        using var done = await new Visitor(_blog).PostAsync(await LinkAsync(), Good(("Input.KeepSamples", keep ? "true" : "false")));
        await _blog.WithDbAsync(async db =>
            Assert.Equal((keep ? 2 : 1, keep ? 2 : 1), (await db.Posts.CountAsync(), await db.Tags.CountAsync()))
        );
        await _blog.PageAsync("/own");
    }

    [Fact]
    public async Task A_restart_makes_a_new_setup_link_and_an_account_added_meanwhile_closes_it()
    {
        var first = await LinkAsync();
        await _blog.DisposeAsync();
        await using var restarted = new BlogApplication(_folder.Path);
        await restarted.Services.GetRequiredService<Readiness>().Task;
        var second = new Uri(restarted.Services.GetRequiredService<SetupLink>().Address!).PathAndQuery;
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.Forbidden, (await new Visitor(restarted).GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(restarted).GetAsync(second)).StatusCode);
        await SignedIn.AccountAsync(restarted, SignedIn.OwnerEmail, role: AccountRole.Owner); // as the command does
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(restarted).GetAsync(second)).StatusCode);
        Assert.NotNull((await new Visitor(restarted).PageAsync("/account/sign-in")).QuerySelector("[type=password]"));
    }

    [Fact]
    public async Task The_owner_is_created_from_the_settings_when_there_is_no_account()
    {
        await using (
            var made = new BlogApplication(_folder.Path)
            {
                Settings = { ["Blog:Owner:Email"] = "me@example.org", ["Blog:Owner:Password"] = SignedIn.Password },
            }
        )
        {
            await made.Services.GetRequiredService<Readiness>().Task;
            Assert.Null(made.Services.GetRequiredService<SetupLink>().Address);
            Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(made).GetAsync("/setup")).StatusCode);
            using var signedIn = await new Visitor(made).SignInAsync("me@example.org");
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
            await made.WithDbAsync(async db => Assert.Equal(AccountRole.Owner, (await db.Users.SingleAsync()).Role));
        }

        await using var later = new BlogApplication(_folder.Path)
        {
            Settings = { ["Blog:Owner:Email"] = "other@example.org", ["Blog:Owner:Password"] = "seven lanterns orbit a kettle" },
        };
        await later.WithDbAsync(async db => Assert.Equal("me@example.org", (await db.Users.SingleAsync()).Email));
    }

    private static Dictionary<string, string> Good(params (string Name, string Value)[] with)
    {
        var form = Visitor.Form(
            ("Input.Language", "zh-CN"),
            ("Input.Title", "笔记"),
            ("Input.TimeZone", "UTC"),
            ("Input.Name", "站长"),
            ("Input.Email", "owner@example.org"),
            ("Input.Password", SignedIn.Password)
        );
        foreach (var (name, value) in with)
        {
            form[name] = value;
        }

        return form;
    }

    private async Task<string> LinkAsync()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        return new Uri(_blog.Services.GetRequiredService<SetupLink>().Address!).PathAndQuery;
    }
}
