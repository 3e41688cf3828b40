using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Security;
using Blog.Portability.Git.Hooks;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Blog.Storage.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Pages;

/// <summary>The repository that the blog is kept in step with: settings, how it stands, what waits for a decision. For owners.</summary>
[Authorize(Policy = Access.Owner)]
[RecentSignIn]
public sealed class GitModel(
    BlogDb db,
    GitChanges changes,
    GitSync sync,
    GitService service,
    ConflictReader conflicts,
    RepositoryStatus status,
    GitOptions options,
    SecurityLog security,
    SiteContext site,
    SiteOptions host,
    TimeProvider clock
) : PageModel, IPage
{
    private const int MostRows = 200;
    private const int MostCommits = 20;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Git, "/admin/git");

    [BindProperty]
    public GitInput Input { get; set; } = new();

    public GitConnection? Connection { get; private set; }

    public DateTimeOffset? TokenSavedAt { get; private set; }

    public FirstLook? FirstLook => service.FirstLook;

    public bool IsRunning => status.RunningSince is not null;

    public DateTimeOffset? LookedAt => status.DoneAt ?? Connection?.PulledAt;

    /// <summary>The secret of the webhook, just made; null at any other time.</summary>
    public string? NewSecret { get; private set; }

    /// <summary>Address of the webhook; null if there is none.</summary>
    public string? HookUrl => Connection?.HookId is { } id ? host.Absolute("/hooks/git/" + id) : null;

    /// <summary>Files that are pushed next.</summary>
    public int Waiting { get; private set; }

    public IReadOnlyList<GitFile> Problems { get; private set; } = [];

    public IReadOnlyList<(GitFile File, ConflictForm? Form)> Conflicts { get; private set; } = [];

    public IReadOnlyList<GitCommit> Lost { get; private set; } = [];

    private GitTexts Words => GitTexts.Of(site.UiLanguage);

    private GitProblemTexts ProblemWords => GitProblemTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await ShowAsync(cancellationToken);
        Input = Connection is null ? new GitInput { Email = "blog@" + host.PublicUrl.IdnHost } : GitInput.Of(Connection);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Check();
        if (!ModelState.IsValid)
        {
            await ShowAsync(cancellationToken);
            return Page();
        }

        var choices = new GitChoices(
            Input.Url!.Trim(),
            Input.Branch!.Trim(),
            GitAddress.Folder(Input.Folder)!,
            Input.Email!.Trim(),
            Input.WithDrafts,
            Input.Poll
        );
        await changes.ConnectAsync(choices, Input.Token, Input.RemoveToken, cancellationToken);
        security.Add(HttpContext, SecurityEventKind.SettingsChanged, method: "git");
        service.LookAgain();
        return Done(Words.Saved);
    }

    public IActionResult OnPostLook()
    {
        service.LookAgain();
        return Redirect(site.Local("/admin/git"));
    }

    public IActionResult OnPostSync()
    {
        service.Ask();
        return Done(Words.Asked);
    }

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken cancellationToken)
    {
        await changes.AgreeAsync(cancellationToken);
        service.Ask();
        return Done(Words.Asked);
    }

    public Task<IActionResult> OnPostOursAsync(int file, CancellationToken cancellationToken) =>
        DecideAsync(file, row => row.KeepOurs(), cancellationToken);

    public Task<IActionResult> OnPostTheirsAsync(int file, CancellationToken cancellationToken) =>
        DecideAsync(file, row => row.TakeTheirs(), cancellationToken);

    /// <summary>Makes a secret for the webhook, and shows it this once.</summary>
    public async Task<IActionResult> OnPostHookAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var secret = HookSignature.NewSecret();
        await changes.SetHookAsync(HookEndpoint.Secret, secret, cancellationToken);
        security.Add(HttpContext, SecurityEventKind.TokenMade, method: "webhook");
        await OnGetAsync(cancellationToken);
        NewSecret = Connection is null ? null : secret;
        return Page();
    }

    public async Task<IActionResult> OnPostDisconnectAsync(bool sure, CancellationToken cancellationToken)
    {
        if (!sure)
        {
            TempData["refused"] = Words.NotSure;
            return Redirect(site.Local("/admin/git"));
        }

        await changes.DisconnectAsync(HookEndpoint.Secret, cancellationToken);
        security.Add(HttpContext, SecurityEventKind.SettingsChanged, method: "git");
        return Done(Words.Disconnected);
    }

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private async Task<IActionResult> DecideAsync(int file, Action<GitFile> decision, CancellationToken cancellationToken)
    {
        if (!await changes.DecideAsync(file, decision, cancellationToken))
        {
            return NotFound();
        }

        service.Ask();
        return Done(Words.Decided);
    }

    private RedirectResult Done(string words)
    {
        TempData["done"] = words;
        return Redirect(site.Local("/admin/git"));
    }

    private void Check()
    {
        if (GitAddress.Check(Input.Url?.Trim(), options) is { } error)
        {
            ModelState.AddModelError("Input.Url", ProblemWords.AddressError(error.ToString()));
        }

        if (!GitAddress.IsBranch((Input.Branch ?? "").Trim()))
        {
            ModelState.AddModelError("Input.Branch", ProblemWords.NoBranch);
        }

        if (GitAddress.Folder(Input.Folder) is null)
        {
            ModelState.AddModelError("Input.Folder", ProblemWords.NoFolder);
        }

        if (!GitChoices.IsEmail(Input.Email?.Trim()))
        {
            ModelState.AddModelError("Input.Email", ProblemWords.NoEmail);
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Connection = await db.GitConnections.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        TokenSavedAt = await changes.TokenSavedAtAsync(cancellationToken);
        if (Connection is null)
        {
            return;
        }

        var files = db.GitFiles.AsNoTracking();
        Waiting = await files.CountAsync(file => file.Theirs == null && file.Head != file.Blob, cancellationToken);
        Problems = await files.Where(file => file.Problem != null).OrderBy(file => file.Path).Take(MostRows).ToListAsync(cancellationToken);
        var open = await files
            .Where(file => file.Theirs != null && file.Problem == null)
            .OrderBy(file => file.Path)
            .Take(MostRows)
            .ToListAsync(cancellationToken);
        var shown = new List<(GitFile, ConflictForm?)>();
        foreach (var file in open)
        {
            shown.Add((file, await conflicts.OfAsync(file, User.Actor, cancellationToken)));
        }

        Conflicts = shown;
        Lost = Connection.Question == GitQuestion.Rewritten ? await sync.LostAsync(MostCommits, cancellationToken) : [];
    }
}
