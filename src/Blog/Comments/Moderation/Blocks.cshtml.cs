using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Moderation;

/// <summary>Whom the owner trusts, and what is blocked.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class BlocksModel(BlogDb db, CommentPeopleWriter people, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    private const int ShortestWord = 2; // a single letter is in every comment

    public PageHead Head => PageHead.ForAdmin(Words.Blocks, ModerationPaths.Queue);

    public IReadOnlyList<CommentBlock> Networks { get; private set; } = [];

    public IReadOnlyList<CommentBlock> BlockedWords { get; private set; } = [];

    public IReadOnlyList<TrustedWriter> Trusted { get; private set; } = [];

    /// <summary>What was typed and could not be added.</summary>
    public (string Network, string Word) Typed { get; private set; } = ("", "");

    private ModerationTexts Words => ModerationTexts.Of(site.UiLanguage);

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    public Task OnGetAsync(CancellationToken cancellationToken) => ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostNetworkAsync([FromForm] string? network, CancellationToken cancellationToken)
    {
        if (ClientNetwork.OfText(network?.Trim()) is { } value)
        {
            return await BlockAsync(CommentBlockKind.Network, value, cancellationToken);
        }

        ModelState.AddModelError("Network", Words.NoNetwork);
        return await AgainAsync((TextLengths.Cut(network ?? "", TextLengths.Name), ""), cancellationToken);
    }

    public async Task<IActionResult> OnPostWordAsync([FromForm] string? word, CancellationToken cancellationToken)
    {
        var value = TextLengths.Cut((word ?? "").Trim(), TextLengths.Name);
        if (value.Length >= ShortestWord)
        {
            return await BlockAsync(CommentBlockKind.Word, value, cancellationToken);
        }

        ModelState.AddModelError("Word", Words.NoWord);
        return await AgainAsync(("", value), cancellationToken);
    }

    public async Task<IActionResult> OnPostUnblockAsync([FromForm] int id, CancellationToken cancellationToken)
    {
        await people.UnblockAsync(id, cancellationToken);
        return Done(Words.Unblocked);
    }

    public async Task<IActionResult> OnPostDistrustAsync([FromForm] string? writer, CancellationToken cancellationToken)
    {
        await people.DistrustAsync(writer ?? "", cancellationToken);
        return Done(Words.Distrusted);
    }

    private async Task<IActionResult> BlockAsync(CommentBlockKind kind, string value, CancellationToken cancellationToken) =>
        Done(await people.BlockAsync(kind, value, cancellationToken) ? Words.Blocked : Words.BlockedAlready);

    private async Task<IActionResult> AgainAsync((string Network, string Word) typed, CancellationToken cancellationToken)
    {
        Typed = typed;
        await ListAsync(cancellationToken);
        return Page();
    }

    private RedirectResult Done(string said)
    {
        TempData["done"] = said;
        return Redirect(site.Local(ModerationPaths.Blocks));
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var blocks = await db.CommentBlocks.AsNoTracking().OrderBy(block => block.Value).ToListAsync(cancellationToken);
        Networks = [.. blocks.Where(block => block.Kind == CommentBlockKind.Network)];
        BlockedWords = [.. blocks.Where(block => block.Kind == CommentBlockKind.Word)];
        Trusted = await db.TrustedWriters.AsNoTracking().OrderBy(writer => writer.Name).ToListAsync(cancellationToken);
    }
}
