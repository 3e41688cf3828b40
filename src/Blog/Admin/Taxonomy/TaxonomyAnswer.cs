using Blog.Data.Taxonomy;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin.Taxonomy;

/// <summary>What the pages of a tag and of a category answer to their buttons.</summary>
/// <param name="readAsync">Reads what the page shows; false if there is no such row.</param>
internal sealed class TaxonomyAnswer(PageModel page, SiteContext site, Func<Task<bool>> readAsync)
{
    /// <summary>Runs an action: the list where it was done, else the page and what was wrong; 404 if the row is gone.</summary>
    /// <param name="done">What is said where it was done.</param>
    /// <param name="isSure">Whether it was confirmed.</param>
    public async Task<IActionResult> ToAsync(Func<Task<TaxonomyError?>> work, string done, bool isSure = true)
    {
        if (page.ModelState.IsValid)
        {
            var error = isSure ? await work() : null;
            if (isSure && error is null)
            {
                page.TempData["done"] = done;
                return new RedirectResult(site.Local("/admin/taxonomy"));
            }

            var words = TaxonomyTexts.Of(site.UiLanguage);
            page.ModelState.AddModelError("", error is { } why ? words.Error(why) : words.BeSure);
        }

        return await readAsync() ? page.Page() : page.NotFound();
    }
}
