using Blog.Comments.Sending;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Comments.Own;

/// <summary>The comments that this browser remembers: whoever lost a link finds it here.</summary>
public sealed class OwnListModel(OwnComments comments, OwnCookie cookie, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        new()
        {
            Title = Words.OwnList,
            Description = Words.OwnList,
            NoIndex = true,
        };

    public CommentTexts Words => CommentTexts.Of(site.Language.Tag);

    /// <summary>The comments, newest first.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        SecurityHeaders.MakePrivate(HttpContext);
        SecurityHeaders.HideAddress(HttpContext);
        if (!site.Settings.Comments.AreShown || StaticCopy.Is(HttpContext))
        {
            return NotFound();
        }

        var rows = new List<Row>();
        foreach (var token in cookie.Read(HttpContext))
        {
            if (await comments.FindAsync(token, cancellationToken) is (var comment, var post))
            {
                rows.Add(new Row(CommentAddresses.Own(token), post.Title, post.Language, comment.CreatedAt));
            }
        }

        Rows = rows;
        return Page();
    }

    /// <param name="Path">Of the writer's page, without the base path.</param>
    /// <param name="Title">Of the post.</param>
    /// <param name="Language">BCP 47 tag of the title.</param>
    public sealed record Row(string Path, string Title, string Language, DateTimeOffset At);
}
