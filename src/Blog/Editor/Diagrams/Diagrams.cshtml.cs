using System.ComponentModel.DataAnnotations;
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
[RequestSizeLimit(4 * DiagramSvg.MostBytes)]
[RequestFormLimits(ValueLengthLimit = 2 * DiagramSvg.MostBytes, MultipartBodyLengthLimit = 4 * DiagramSvg.MostBytes)]
public sealed class DiagramsModel(UndrawnDiagrams undrawn, DiagramStore diagrams, SiteContext site) : PageModel, IPage
{
    /// <summary>Path of the page, without the base path.</summary>
    public const string Path = "/admin/diagrams";

    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin/media");

    public IReadOnlyList<UndrawnDiagrams.PostRow> Posts { get; private set; } = [];

    private DiagramTexts Words => DiagramTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Posts = await undrawn.PostsAsync(User.Actor, cancellationToken);
        SecurityHeaders.AllowOwnFrames(HttpContext);
    }

    /// <summary>The sources of a post that are not drawn, as JSON.</summary>
    public async Task<IActionResult> OnGetUndrawnAsync([FromQuery] int post, CancellationToken cancellationToken) =>
        await undrawn.OfAsync(post, User.Actor, cancellationToken) is { } found
            ? new JsonResult(found.Select(diagram => new { source = diagram.Source.Text, error = diagram.Error }))
            : NotFound();

    /// <summary>The document that draws.</summary>
    public IActionResult OnGetFrame()
    {
        Response.Headers.ContentSecurityPolicy = DrawingDocument.Policy($"{Request.Scheme}://{Request.Host}");
        return Content(DrawingDocument.Of(site.Assets.Href("drawing.js")), "text/html; charset=utf-8");
    }

    /// <summary>Stores a drawing, or why there is none.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] Input input, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return UnprocessableEntity(new { error = Words.TooLong });
        }

        var source = DiagramSource.Of(input.Source);
        if (!string.IsNullOrEmpty(input.Error))
        {
            await diagrams.FailAsync(source, input.Error, cancellationToken);
            return new NoContentResult();
        }

        var refusal = await diagrams.KeepAsync(source, input.Light ?? "", input.Dark ?? "", cancellationToken);
        return refusal is null ? new NoContentResult() : UnprocessableEntity(new { error = refusal });
    }

    private static UnprocessableEntityObjectResult UnprocessableEntity(object error) => new(error);

    /// <summary>A drawing as a browser sends it.</summary>
    public sealed class Input
    {
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
