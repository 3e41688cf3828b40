using System.Net;
using AngleSharp.Html.Dom;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Comments;

/// <summary>A blog with a post that readers comment on.</summary>
internal static class CommentedBlog
{
    /// <summary>Opens the page of a post as a stranger does, fills in its form and sends it.</summary>
    public static async Task<HttpResponseMessage> CommentAsync(
        this BlogApplication blog,
        Post post,
        string text,
        string name = "路人",
        string address = "203.0.113.7",
        Func<Dictionary<string, string>, Dictionary<string, string>>? with = null,
        Visitor? visitor = null
    )
    {
        var page = await blog.PageAsync(post.Address.Href);
        var form = Filled((IHtmlFormElement)page.QuerySelector("form.write")!, text, name);
        return await (visitor ?? new Visitor(blog, address)).PostBareAsync(
            new Uri(page.QuerySelector("form.write")!.GetAttribute("action")!, UriKind.Relative).ToString(),
            with?.Invoke(form) ?? form
        );
    }

    /// <summary>The fields of a form as a browser would send them.</summary>
    public static Dictionary<string, string> Filled(IHtmlFormElement form, string text, string name = "路人")
    {
        var fields = form.QuerySelectorAll("input[name]")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "", StringComparer.Ordinal);
        (fields["text"], fields["act"]) = (text, "send");
        if (fields.ContainsKey("name"))
        {
            fields["name"] = name;
        }

        return fields;
    }

    /// <summary>Sends a comment that must be taken.</summary>
    /// <returns>Its row.</returns>
    public static async Task<Comment> SubmitAsync(
        this BlogApplication blog,
        Post post,
        string text,
        string name = "路人",
        int? answers = null,
        bool approve = true,
        string? mail = null
    )
    {
        await using var scope = blog.Services.CreateAsyncScope();
        var content = new CommentContent
        {
            Name = name,
            Text = text,
            Ip = "203.0.113.7",
            Email = mail,
        };
        var comment = await scope
            .ServiceProvider.GetRequiredService<CommentWriter>()
            .SubmitAsync(
                new SentComment(post.Id, answers, content, post.Language, null, null),
                approve ? CommentState.Approved : CommentState.Waiting,
                null,
                default
            );
        return comment!;
    }

    public static async Task<T> WriteAsync<T>(this BlogApplication blog, Func<CommentWriter, Task<T>> work)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<CommentWriter>());
    }

    /// <summary>The rows, in the order of their ids.</summary>
    public static async Task<List<Comment>> CommentsAsync(this BlogApplication blog)
    {
        var rows = new List<Comment>();
        await blog.WithDbAsync(async db => rows = await db.Comments.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        return rows;
    }

    public static Task SetAsync(this BlogApplication blog, Func<SiteComments, SiteComments> with) =>
        blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Comments = with(settings.Comments) });
            await db.SaveChangesAsync();
        });

    /// <summary>Where a comment's writer was sent after sending it.</summary>
    public static string SecretOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
