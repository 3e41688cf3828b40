using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Diagrams;
using Blog.Images.Diagrams;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor.Diagrams;

/// <summary>Posts whose diagrams are not drawn, and what the drawing script asks for: sources, the sandboxed document, storing.</summary>
[Authorize(Policy = Access.Author)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = 2 * DiagramSvg.MostBytes, MultipartBodyLengthLimit = MostBytes)]
public sealed class DiagramsModel(UndrawnDiagrams undrawn, DiagramStore diagrams, SiteContext site, SiteOptions options) : PageModel, IPage
{
    /// <summary>Path of the page, without the base path.</summary>
    public const string Path = "/admin/diagrams";

    /// <summary>Of a request, in bytes: a picture with the fields beside it, which is more than both drawings.</summary>
    private const int MostBytes = DiagramPicture.MostBytes + (64 * 1024);

    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin/media");

    public IReadOnlyList<UndrawnDiagrams.PostRow> Posts { get; private set; } = [];

    /// <summary>Posts whose diagrams are all drawn.</summary>
    public IReadOnlyList<UndrawnDiagrams.PostRow> Drawn { get; private set; } = [];

    private DiagramTexts Words => DiagramTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var posts = await undrawn.PostsAsync(User.Actor, cancellationToken);
        (Posts, Drawn) = ([.. posts.Where(post => post.Undrawn > 0)], [.. posts.Where(post => post.Undrawn == 0)]);
        SecurityHeaders.AllowOwnFrames(HttpContext);
    }

    /// <summary>The sources of a post that are not drawn, or all of them to draw them again, as JSON.</summary>
    public async Task<IActionResult> OnGetUndrawnAsync([FromQuery] int post, [FromQuery] bool all, CancellationToken cancellationToken)
    {
        if (all)
        {
            return await undrawn.SourcesAsync(post, User.Actor, cancellationToken) is { } sources
                ? new JsonResult(sources.Select(source => new { source = source.Text, error = (string?)null }))
                : NotFound();
        }

        return await undrawn.OfAsync(post, User.Actor, cancellationToken) is { } found
            ? new JsonResult(found.Select(diagram => new { source = diagram.Source.Text, error = Words.Reason(diagram.Error) }))
            : NotFound();
    }

    /// <summary>The document that draws.</summary>
    public IActionResult OnGetFrame()
    {
        Response.Headers.ContentSecurityPolicy = DrawingDocument.Policy(options.PublicUrl.GetLeftPart(UriPartial.Authority));
        return Content(DrawingDocument.Of(site.Assets.Href("drawing.js")), "text/html; charset=utf-8");
    }

    /// <summary>Stores a drawing, or why there is none: for a source of a post that the author may edit.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] Input input, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return UnprocessableEntity(new { error = Words.TooLong });
        }

        var source = DiagramSource.Of(input.Source);
        var sources = await undrawn.SourcesAsync(input.Post, User.Actor, cancellationToken);
        if (sources?.Any(own => own.Hash == source.Hash) != true)
        {
            return NotFound();
        }

        if (!string.IsNullOrEmpty(input.Error))
        {
            await diagrams.FailAsync(source, input.Error, cancellationToken);
            return new JsonResult(new { error = Words.Reason(input.Error) });
        }

        var refusal = await diagrams.KeepAsync(source, input.Light ?? "", input.Dark ?? "", input.Again, cancellationToken);
        return refusal is null ? new NoContentResult() : UnprocessableEntity(new { error = Words.Reason(refusal) });
    }

    /// <summary>Stores the PNG of a drawing, for platforms that take no SVG: of a post that the author may edit.</summary>
    public async Task<IActionResult> OnPostPictureAsync([FromForm] PictureInput input, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || input.Picture is not { Length: > 0 and <= DiagramPicture.MostBytes } picture)
        {
            return UnprocessableEntity(new { error = Words.NoPicture });
        }

        var sources = await undrawn.SourcesAsync(input.Post, User.Actor, cancellationToken);
        if (sources?.FirstOrDefault(own => input.Drawing.Contains(own.Hash, StringComparison.Ordinal)) is not { } source)
        {
            return NotFound();
        }

        var bytes = new byte[picture.Length];
        await using (var stream = picture.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, cancellationToken);
        }

        return await diagrams.KeepPictureAsync(source, input.Drawing, bytes, cancellationToken)
            ? new NoContentResult()
            : UnprocessableEntity(new { error = Words.NoPicture });
    }

    private static UnprocessableEntityObjectResult UnprocessableEntity(object error) => new(error);

    /// <summary>A picture of a drawing as a browser sends it.</summary>
    public sealed class PictureInput
    {
        /// <summary>The post that holds the source.</summary>
        public int Post { get; set; }

        /// <summary>Address of the drawing that was painted.</summary>
        [Required, StringLength(TextLengths.Line)]
        public string Drawing { get; set; } = "";

        /// <summary>PNG.</summary>
        public IFormFile? Picture { get; set; }
    }

    /// <summary>A drawing as a browser sends it.</summary>
    public sealed class Input
    {
        /// <summary>The post that holds the source.</summary>
        public int Post { get; set; }

        /// <summary>Whether the drawing replaces one that is there.</summary>
        public bool Again { get; set; }

        [Required, StringLength(DiagramStore.LongestSource)]
        public string Source { get; set; } = "";

        /// <summary>SVG for light pages.</summary>
        [StringLength(DiagramSvg.MostBytes)]
        public string? Light { get; set; }

        /// <summary>SVG for dark pages.</summary>
        [StringLength(DiagramSvg.MostBytes)]
        public string? Dark { get; set; }

        /// <summary>Why it could not be drawn.</summary>
        public string? Error { get; set; }
    }
}
