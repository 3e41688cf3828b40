using Blog.Data.Snippets;
using Blog.Data.Suggestions;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Snippets;

/// <summary>One snippet or template, for its author.</summary>
[Authorize(Policy = Access.Author)]
public sealed class EditSnippetModel(SnippetEditor snippets, KnownNames names, SiteContext site) : SnippetForm(names, site), IPage
{
    public PageHead Head => PageHead.ForAdmin(Snippet.Name, SnippetsModel.Path);

    public Snippet Snippet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Input = SnippetInput.Of(Snippet);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (_, error) = await snippets.SaveAsync(id, User.AuthorId, Input.ToContent(), cancellationToken);
        if (error is { } why)
        {
            ModelState.AddModelError("", Words.Error(why));
            return Page();
        }

        TempData["done"] = Site.AdminTexts.Saved;
        return Redirect(Site.Local(SnippetsModel.Path));
    }

    public async Task<IActionResult> OnPostRemoveAsync(int id, bool sure, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!sure)
        {
            TempData["refused"] = Words.BeSure;
            return Redirect(Site.Local(string.Create(CultureInfo.InvariantCulture, $"{SnippetsModel.Path}/{id}")));
        }

        await snippets.RemoveAsync(id, User.AuthorId, cancellationToken);
        TempData["done"] = Words.Removed;
        return Redirect(Site.Local(SnippetsModel.Path));
    }

    private async Task<bool> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var found = await snippets.FindAsync(id, User.AuthorId, cancellationToken);
        Snippet = found!;
        await ReadChoicesAsync(cancellationToken);
        return found is not null;
    }
}
