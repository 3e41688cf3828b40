using Blog.Data.Posts.Copies;
using Blog.Data.Posts.Drafts;
using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.WeChat;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.Copying;

/// <summary>A post in the form of another platform, to be copied: preview, what will not survive, and when it was copied last.</summary>
[Authorize(Policy = Access.Author)]
public sealed class CopyModel(
    OpenPosts posts,
    CopySourceReader sources,
    PostCopier copier,
    CopyLog log,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin");

    public OpenPost Open { get; private set; } = null!;

    public CopyTarget Target { get; private set; }

    public WeChatLook Look { get; private set; }

    /// <summary>The post; null where it exceeds a limit of the renderer.</summary>
    public CopySource? Source { get; private set; }

    /// <summary>The copy; null where there is no source.</summary>
    public CopiedText? Copied { get; private set; }

    /// <summary>When it was copied to this platform; null for never.</summary>
    public CopyMark? Last { get; private set; }

    /// <summary>Its title, as last typed.</summary>
    public string PostTitle =>
        Source?.Title is { Length: > 0 } title ? title
        : Open.Post.Title.Length > 0 ? Open.Post.Title
        : EditTexts.Of(site.UiLanguage).Untitled;

    /// <summary>Whether changes exist that are not in the copy.</summary>
    public bool LacksEdit => Open.Edit is not null && !CopyLog.IsCopiedAsTyped(Open.Post);

    private CopyTexts Words => CopyTexts.Of(site.UiLanguage);

    /// <summary>The page of a post, without the base path.</summary>
    public static string PathOf(int id) => EditorPaths.OfPost(id) + "/copy";

    public string Href(CopyTarget target, WeChatLook look) =>
        site.Local(PathOf(Open.Post.Id)) + QueryString.Create([new("target", target.Key), .. LookPart(target, look)]);

    /// <summary>The preview as a document of its own.</summary>
    public string PreviewHref(bool isDark) => Href(Target, Look) + "&handler=Preview" + (isDark ? "&dark=true" : "");

    public string MarkHref => Href(Target, Look) + "&handler=Copied";

    /// <summary>The light drawings, without the base path, that have no PNG and need one on this platform.</summary>
    public IEnumerable<string> DrawingsToPaint =>
        !Target.NeedsPictures || Source is null
            ? []
            : Source
                .Diagrams.Where(diagram => !diagram.Value.HasPicture)
                .Select(diagram => DiagramSource.PathOf(diagram.Key, diagram.Value.Version, isDark: false));

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(
        [FromRoute] int id,
        [FromQuery] string? target,
        [FromQuery] string? look,
        CancellationToken cancellationToken
    )
    {
        if (!await FindAsync(id, target, look, cancellationToken))
        {
            return NotFound();
        }

        Last = (await log.OfAsync([id], cancellationToken))[id].FirstOrDefault(mark => mark.Target == Target.Key);
        SecurityHeaders.AllowOwnFrames(HttpContext);
        return Page();
    }

    /// <summary>The copy alone, as a document without script for a frame of this site; its inline styles are what it is about.</summary>
    public async Task<IActionResult> OnGetPreviewAsync(
        [FromRoute] int id,
        [FromQuery] string? target,
        [FromQuery] string? look,
        [FromQuery] bool dark,
        CancellationToken cancellationToken
    )
    {
        if (!await FindAsync(id, target, look, cancellationToken) || Copied is null || !Target.TakesHtml)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = PreviewDocument.Policy(site.ShowsRemoteImages && Target != CopyTarget.Zhihu);
        return Content(PreviewDocument.Of(Source!, Copied, dark && Target == CopyTarget.WeChat), "text/html; charset=utf-8");
    }

    /// <summary>Remembers that it was copied. A script asks for no page.</summary>
    public async Task<IActionResult> OnPostCopiedAsync(
        [FromRoute] int id,
        [FromQuery] string? target,
        [FromQuery] string? look,
        CancellationToken cancellationToken
    )
    {
        if (await posts.FindAsync(id, User.Actor, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        if (CopyTargets.Find(target) is not { } known)
        {
            TempData["refused"] = Words.UnknownTarget;
            return Redirect(site.Local(PathOf(id)));
        }

        (Open, Target, Look) = (open, known, LookOf(look));
        var edit = CopyLog.IsCopiedAsTyped(open.Post) ? open.Edit?.Draft : null;
        await log.RememberAsync(id, known.Key, edit?.Title ?? open.Post.Title, edit?.Markdown ?? open.Post.Markdown, cancellationToken);
        if (!UploadResponses.WantsPage(Request))
        {
            return new NoContentResult();
        }

        TempData["done"] = Words.Marked;
        return Redirect(Href(known, Look));
    }

    private async Task<bool> FindAsync(int id, string? target, string? look, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(id, User.Actor, cancellationToken) is not { } open)
        {
            return false;
        }

        (Open, Target, Look) = (open, CopyTargets.Find(target) ?? CopyTarget.WeChat, LookOf(look));
        Source = await sources.ReadAsync(open, cancellationToken);
        Copied = Source is null ? null : await copier.MakeAsync(Source, Target, Look, cancellationToken);
        return true;
    }

    private static WeChatLook LookOf(string? name) =>
        Enum.GetValues<WeChatLook>().FirstOrDefault(look => string.Equals(look.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<KeyValuePair<string, string?>> LookPart(CopyTarget target, WeChatLook look) =>
        target == CopyTarget.WeChat ? [new("look", look.ToString().ToLowerInvariant())] : [];
}
