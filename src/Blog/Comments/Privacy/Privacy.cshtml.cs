using Blog.Caching;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Comments.Privacy;

/// <summary>Tells those who comment what is stored of them, for how long, and how it is deleted.</summary>
[PublicPage]
public sealed class PrivacyModel(SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        new()
        {
            Title = PrivacyTexts.Of(site.Language.Tag).Heading,
            Canonical = site.EditionPath(CommentAddresses.Privacy),
            Description = PrivacyTexts.Of(site.Language.Tag).Intro,
        };

    public IActionResult OnGet() => site.Settings.Comments.AreShown ? Page() : NotFound();
}
