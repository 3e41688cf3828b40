using Blog.Data.Suggestions;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Blog.Editor.Snippets;

/// <summary>A page with the form of a snippet.</summary>
public abstract class SnippetForm(KnownNames names, SiteContext site) : PageModel
{
    [BindProperty]
    public SnippetInput Input { get; set; } = new();

    public IReadOnlyList<string> Categories { get; private set; } = [];

    public IEnumerable<SelectListItem> Languages =>
        Site
            .Settings.Languages.Select(language => new SelectListItem(Words.NameOfLanguage(language.Tag), language.Tag))
            .Prepend(new SelectListItem(Words.MainLanguage, ""));

    protected SiteContext Site { get; } = site;

    protected SnippetTexts Words => SnippetTexts.Of(Site.UiLanguage);

    protected async Task ReadChoicesAsync(CancellationToken cancellationToken) =>
        Categories = [.. (await names.CategoriesAsync(User.Actor, cancellationToken)).Select(category => category.Name)];
}
