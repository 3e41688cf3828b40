using Blog.Data;
using Blog.Data.Snippets;
using Blog.Data.Suggestions;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Editor.Snippets;

/// <summary>An author's own snippets and post templates.</summary>
[Authorize(Policy = Access.Author)]
public sealed class SnippetsModel(SnippetEditor snippets, KnownNames names, SiteContext site) : SnippetForm(names, site), IPage
{
    /// <summary>Path of the page, without the base path.</summary>
    public const string Path = "/admin/snippets";

    private const int MaxLine = 80;

    public PageHead Head => PageHead.ForAdmin(Site.AdminTexts.Snippets, Path);

    public IReadOnlyList<Snippet> Own { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var (_, error) = await snippets.SaveAsync(null, User.AuthorId, Input.ToContent(), cancellationToken);
            if (error is null)
            {
                TempData["done"] = Site.AdminTexts.Saved;
                return Redirect(Site.Local(Path));
            }

            ModelState.AddModelError("", Words.Error(error.Value));
        }

        await ReadAsync(cancellationToken);
        return Page();
    }

    /// <summary>What a list shows of a snippet besides its name.</summary>
    public static string FirstLineOf(Snippet snippet) =>
        TextLengths.Shorten(snippet.Title.Length > 0 ? snippet.Title : snippet.Markdown.Trim().Split('\n')[0], MaxLine);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Own = await snippets.AllAsync(User.AuthorId, cancellationToken);
        await ReadChoicesAsync(cancellationToken);
    }
}
