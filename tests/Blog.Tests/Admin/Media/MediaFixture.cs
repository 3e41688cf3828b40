using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Media;

/// <summary>A blog with a user signed in to its media pages.</summary>
internal sealed class MediaFixture : IAsyncDisposable
{
    public const string Upload = "/admin/media?handler=Upload";

    private MediaFixture(BlogApplication blog, SignedIn person, string token) => (Blog, Person, Token) = (blog, person, token);

    public BlogApplication Blog { get; }

    public SignedIn Person { get; }

    public string Token { get; set; }

    public static async Task<MediaFixture> OpenAsync(BlogApplication? blog = null, bool asOwner = true)
    {
        blog ??= new BlogApplication();
        var person = asOwner ? await SignedIn.OwnerAsync(blog) : await SignedIn.AuthorAsync(blog);
        return new MediaFixture(blog, person, await person.TokenAsync("/admin/media"));
    }

    /// <summary>Sends a file as the editor does.</summary>
    public Task<HttpResponseMessage> SendAsync(byte[] bytes, string name = "a.png", string? alt = null, string? language = null) =>
        SendAsync(Upload, Form([(bytes, name)], alt), language: language);

    /// <summary>Sends a form as the script does, or as a browser without script.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, MultipartFormDataContent form, bool asPage = false, string? language = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.TryAddWithoutValidation("Accept", asPage ? "text/html,application/xhtml+xml,*/*;q=0.8" : "application/json");
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (asPage)
        {
            form.Add(new StringContent(Token), Visitor.TokenField);
        }
        else
        {
            request.Headers.Add("RequestVerificationToken", Token);
        }

        return Person.Client.SendAsync(request);
    }

    public static MultipartFormDataContent Form(IEnumerable<(byte[] Bytes, string Name)> files, string? alt = null)
    {
        var form = new MultipartFormDataContent();
        foreach (var (bytes, name) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(part, "file", name);
        }

        if (alt is not null)
        {
            form.Add(new StringContent(alt), "alt");
        }

        return form;
    }

    public async Task<MediaFile> AddAsync(byte[] bytes, string name = "a.png", string? alt = null)
    {
        using var answer = await SendAsync(bytes, name, alt);
        var json = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, json);
        var id = JsonDocument.Parse(json).RootElement.GetProperty("href").GetString()!.Split('/')[2];
        return (await FindAsync(id))!;
    }

    public async Task<MediaFile?> FindAsync(string id)
    {
        MediaFile? file = null;
        await Blog.WithDbAsync(async db => file = await db.Media.AsNoTracking().SingleOrDefaultAsync(media => media.Id == id));
        return file;
    }

    /// <summary>Changes which attachments the owner allows.</summary>
    public Task AllowAsync(SiteAttachments attachments) =>
        Blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Attachments = attachments });
            await db.SaveChangesAsync();
        });

    public async Task<int> CountAsync()
    {
        var count = 0;
        await Blog.WithDbAsync(async db => count = await db.Media.CountAsync());
        return count;
    }

    public async Task<Post> PostAsync(int id)
    {
        Post post = null!;
        await Blog.WithDbAsync(async db => post = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == id));
        return post;
    }

    /// <summary>Creates a pending edit of a post.</summary>
    public Task TypeAsync(Post post, Func<PostDraft, PostDraft> typed) => Blog.TypeAsync(post, typed);

    public async Task<PendingEdit?> EditOfAsync(int post)
    {
        PendingEdit? edit = null;
        await Blog.WithDbAsync(async db => edit = await db.PendingEdits.AsNoTracking().SingleOrDefaultAsync(e => e.PostId == post));
        return edit;
    }

    public Task<IHtmlDocument> PageAsync(string path) => Person.PageAsync(path);

    /// <summary>Files below the media folder, by name; and those below the temporary one.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Blog.DataFolder, "media"), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    public IReadOnlyList<string> Temporary => [.. Directory.EnumerateFiles(Path.Combine(Blog.DataFolder, "tmp"))];

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public ValueTask DisposeAsync() => Blog.DisposeAsync();
}
