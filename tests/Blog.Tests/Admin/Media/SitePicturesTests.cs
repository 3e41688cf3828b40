using System.Net;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Settings;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.Media;

/// <summary>Images that settings and authors use count as used, and follow what becomes of the file.</summary>
public sealed class SitePicturesTests : IAsyncLifetime
{
    private static readonly string[] Places = ["logo", "favicon", "footer", "share", "author"];

    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public static TheoryData<string, string, string> Uses =>
        new()
        {
            { "logo", "站点标志", "The site’s logo" },
            { "favicon", "站点图标", "The site’s icon" },
            { "footer", "页脚图片", "The picture in the footer" },
            { "share", "分享时的图片", "The default share image" },
            { "author", "「站长本人」的头像", "The picture of 站长本人" },
        };

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_picture_of_the_site_is_in_use_and_says_where(string place, string chinese, string english)
    {
        var file = await _fixture.AddAsync(TestImages.Still(60, 60, ".png"));
        Assert.Single((await _fixture.PageAsync("/admin/media?show=unused")).QuerySelectorAll(".gallery li"));
        await UseAsync(place, file);
        Assert.Empty((await _fixture.PageAsync("/admin/media?show=unused")).QuerySelectorAll(".gallery li"));
        foreach (var (language, says) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            _fixture.Person.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            _fixture.Person.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var page = await _fixture.PageAsync("/admin/media/" + file.Id);
            Assert.Equal(says, page.QuerySelector(".entries li")!.TextContent.Trim());
        }

        // no orphan, however old
        _fixture.Blog.Clock.Advance(TimeSpan.FromDays(3));
        await using var scope = _fixture.Blog.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrphanedMediaCleanup>().RunAsync(CancellationToken.None);
        using var answer = await _fixture.Blog.Reader.GetAsync(file.Path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_renamed_picture_is_shown_under_its_new_name()
    {
        var file = await _fixture.AddAsync(TestImages.Still(60, 60, ".png"));
        await UseEverywhereAsync(file);
        await WithLibraryAsync(library => library.EditAsync(file.Id, Blog.Data.Slug.From("mark", "x"), "", CancellationToken.None));
        Assert.All(await PathsAsync(), path => Assert.EndsWith("/mark.png", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replaced_picture_is_shown_with_its_new_size()
    {
        var (old, next) = (
            await _fixture.AddAsync(TestImages.Still(60, 60, ".png")),
            await _fixture.AddAsync(TestImages.Still(90, 30, ".png"))
        );
        await UseEverywhereAsync(old);
        await WithLibraryAsync(library => library.GiveWayAsync(old, next.Id, CancellationToken.None));
        Assert.All(await PathsAsync(), path => Assert.Equal(next.Path, path));
        var settings = await SettingsAsync();
        Assert.Equal((90, 30), (settings.Identity.LogoWidth, settings.Identity.LogoHeight));
        Assert.Equal((90, 30), (settings.Identity.FooterPictureWidth, settings.Identity.FooterPictureHeight));
        Assert.Equal((90, 30), (settings.Discovery.ShareImageWidth, settings.Discovery.ShareImageHeight));
    }

    [Fact]
    public async Task A_deleted_picture_is_shown_nowhere()
    {
        var file = await _fixture.AddAsync(TestImages.Still(60, 60, ".png"));
        await UseEverywhereAsync(file);
        var version = (await SettingsAsync()).Version;
        await WithLibraryAsync(library => library.DeleteAsync(file, CancellationToken.None));
        Assert.All(await PathsAsync(), Assert.Null);
        Assert.Equal(version + 1, (await SettingsAsync()).Version); // an open settings page is told
    }

    [Fact]
    public async Task A_change_of_an_unused_picture_leaves_the_settings_alone()
    {
        var (used, other) = (
            await _fixture.AddAsync(TestImages.Still(60, 60, ".png")),
            await _fixture.AddAsync(TestImages.Still(61, 60, ".png"))
        );
        await UseEverywhereAsync(used);
        var version = (await SettingsAsync()).Version;
        await WithLibraryAsync(library => library.DeleteAsync(other, CancellationToken.None));
        Assert.All(await PathsAsync(), path => Assert.Equal(used.Path, path));
        Assert.Equal(version, (await SettingsAsync()).Version);
    }

    [Fact]
    public async Task An_author_cannot_delete_a_picture_of_the_site()
    {
        var file = await _fixture.AddAsync(TestImages.Still(60, 60, ".png"));
        await UseAsync("logo", file);
        var author = await SignedIn.AuthorAsync(_fixture.Blog);
        using var answer = await author.PostAsync("/admin/media/" + file.Id, Visitor.Form(("Sure", "true")), "Delete");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull(await _fixture.FindAsync(file.Id));
    }

    private async Task UseEverywhereAsync(MediaFile file)
    {
        foreach (var place in Places)
        {
            await UseAsync(place, file);
        }
    }

    private Task UseAsync(string place, MediaFile file) =>
        _fixture.Blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            var (identity, discovery) = (settings.Identity, settings.Discovery);
            if (place == "author")
            {
                (await db.Authors.SingleAsync(author => author.Name == "站长本人")).ShowAs(file.Path);
            }

            settings.Revise(
                settings.Choices with
                {
                    Identity = place switch
                    {
                        "logo" => identity with { Logo = file.Path },
                        "favicon" => identity with { Favicon = file.Path },
                        "footer" => identity with { FooterPicture = file.Path },
                        _ => identity,
                    },
                    Discovery = place == "share" ? discovery with { ShareImage = file.Path } : discovery,
                }
            );
            await db.SaveChangesAsync();
        });

    private async Task<string?[]> PathsAsync()
    {
        var settings = await SettingsAsync();
        string? author = null;
        await _fixture.Blog.WithDbAsync(async db =>
            author = (await db.Authors.AsNoTracking().SingleAsync(one => one.Name == "站长本人")).Picture
        );
        var (identity, discovery) = (settings.Identity, settings.Discovery);
        return [identity.Logo, identity.Favicon, identity.FooterPicture, discovery.ShareImage, author];
    }

    private async Task<SiteSettings> SettingsAsync()
    {
        SiteSettings settings = null!;
        await _fixture.Blog.WithDbAsync(async db => settings = await db.Settings.AsNoTracking().SingleAsync());
        return settings;
    }

    private async Task WithLibraryAsync(Func<MediaLibrary, Task> work)
    {
        await using var scope = _fixture.Blog.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<MediaLibrary>());
    }
}
