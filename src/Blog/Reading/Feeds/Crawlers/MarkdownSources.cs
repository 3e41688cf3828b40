using System.Net;
using AngleSharp.Dom;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Site;
using Blog.Site.Feeds;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// A published post's Markdown at its address followed by <c>.md</c> (without a trailing slash), if the owner has made it public.
/// </summary>
internal sealed class MarkdownSources(BlogDb db, SettingsCache settings, SiteOptions options, TimeProvider clock)
{
    private const string Ending = ".md";

    private (string Path, Post? Post)? _known;

    /// <summary>The address of a post's source, percent-encoded, without the base path.</summary>
    public static string PathOf(PostAddress address) => PostAddress.Encode(ValueOf(address));

    /// <summary>
    /// The post whose source a path means, in any spelling or under a former address; null if there is none. A post whose own address has
    /// that ending takes precedence.
    /// </summary>
    /// <param name="path">Decoded.</param>
    public async Task<Post?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (_known is not { } before || before.Path != path)
        {
            _known = before = (path, await LookUpAsync(path, cancellationToken));
        }

        return before.Post;
    }

    public async Task<IResult> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        if (await FindAsync(path, cancellationToken) is not { } post)
        {
            return Results.NotFound(); // the policy leaves such a path to the post page: this is reached only during startup
        }

        if (!string.Equals(path, ValueOf(post.Address), StringComparison.Ordinal))
        {
            return CacheableResponses.Moved(context, options.BasePath + PathOf(post.Address));
        }

        var headers = context.Response.Headers;
        headers["X-Robots-Tag"] = "noindex";
        headers.Link = $"<{options.Absolute(post.Address.Href)}>; rel=\"canonical\"";
        return CacheableResponses.Document(
            context,
            System.Text.Encoding.UTF8.GetBytes(Print(post)),
            "text/markdown; charset=utf-8",
            post.UpdatedAt > post.PublishedAt ? post.UpdatedAt : post.PublishedAt
        );
    }

    private static string ValueOf(PostAddress address) => address.Value.TrimEnd('/') + Ending;

    private async Task<Post?> LookUpAsync(string path, CancellationToken cancellationToken)
    {
        if (
            path.Length > TextLengths.Path
            || !path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
            || !(await settings.GetAsync(cancellationToken)).Discovery.PublishesMarkdown
        )
        {
            return null;
        }

        var posts = db.Posts.AsNoTracking().Published(clock.GetUtcNow());
        var (whole, stem) = (PostAddress.KeyOf(path), PostAddress.KeyOf(path[..^Ending.Length]));
        if (await posts.AnyAsync(post => post.AddressKey == whole, cancellationToken))
        {
            return null;
        }

        var open = posts.Where(post => !post.Hidden);
        var former = await db.Redirects.Where(old => old.PathKey == stem).Select(old => old.PostId).FirstOrDefaultAsync(cancellationToken);
        return await open.FirstOrDefaultAsync(post => post.AddressKey == stem, cancellationToken)
            ?? (former is null ? null : await open.FirstOrDefaultAsync(post => post.Id == former, cancellationToken));
    }

    /// <summary>
    /// Title and text. Addresses are made absolute, since a program that has only the text does not know where it came from.
    /// </summary>
    private string Print(Post post)
    {
        var own = new Url(options.Absolute(post.Address.Href));
        var text = MarkdownLinks.Rewrite(post.Markdown, MarkdownLinks.Find(post.Markdown), link => Whole(link, own));
        return $"# {post.Title}\n\n{text.TrimEnd()}\n";
    }

    private string? Whole(MarkdownLink link, Url own)
    {
        var rooted =
            link.Url.StartsWith('/') && !link.Url.StartsWith("//", StringComparison.Ordinal) ? options.BasePath + link.Url : link.Url;
        if (new Url(own, rooted) is not { IsInvalid: false } url || string.Equals(url.Href, link.Url, StringComparison.Ordinal))
        {
            return null;
        }

        // Characters that would end the link target.
        var href = url
            .Href.Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("'", "%27", StringComparison.Ordinal);
        return link.InHtml ? WebUtility.HtmlEncode(href) : href;
    }
}
