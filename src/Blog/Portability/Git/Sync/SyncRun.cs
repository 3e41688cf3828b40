using Blog.Data;
using Blog.Data.Git;
using Blog.Portability.Git.Files;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>One run: fetches, compares both sides with what they last agreed on, takes, pushes.</summary>
internal sealed class SyncRun(
    GitConnection connection,
    string? token,
    IServiceScopeFactory scopes,
    ConnectionStore connections,
    DataFolder data,
    GitOptions options,
    MarkdownImport import,
    TimeProvider clock
)
{
    /// <summary>A look that changes nothing is written down only so often: each write wakes whatever watches the database.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    /// <summary>Takes what the repository changed, then pushes what was changed here.</summary>
    /// <param name="onlyPull">Pushes nothing.</param>
    public async Task<SyncOutcome> SyncAsync(bool onlyPull, CancellationToken cancellationToken)
    {
        using var clone = OpenClone(data, connection, token, options, cancellationToken);
        var tip = Fetch(clone);
        options.Reached?.Invoke(SyncStep.Fetched);
        if (IsRewritten(clone, tip))
        {
            return await AskAsync(GitQuestion.Rewritten, tip);
        }

        if (!connection.IsConfirmed)
        {
            return new SyncOutcome(SyncState.Unconfirmed);
        }

        var listing = ListingOf(clone, tip);
        var layout = RepositoryLayout.Of(listing.Files);
        var outgoing = new OutgoingWork(scopes, clone, connection, layout, options, clock);
        await outgoing.NoteArrivalAsync(tip, cancellationToken);
        var local = new LocalPosts(scopes, clone, connection, layout, clock);
        await local.NoteAsync([.. listing.Files.Keys], cancellationToken);
        options.Reached?.Invoke(SyncStep.Noted);
        var plan = await PlanAsync(clone, tip, listing, cancellationToken);
        if (plan.DeletesMuch && connection.AgreedTo != tip)
        {
            return await AskAsync(GitQuestion.Deleted, tip);
        }

        var taken = await Incoming(clone).TakeAsync(plan, cancellationToken);
        options.Reached?.Invoke(SyncStep.Taken);
        await local.NoteAsync([.. listing.Files.Keys], cancellationToken);
        var pushed = 0;
        if (!onlyPull)
        {
            (tip, pushed) = await outgoing.PushAsync(tip, listing, cancellationToken);
        }

        await ReachAsync(tip, taken, pushed);
        return new SyncOutcome(SyncState.Done) { Taken = taken, Pushed = pushed };
    }

    /// <summary>Reports what the first synchronization would do. Only how the posts are here is noted, for the comparison.</summary>
    public async Task<SyncPreview> PreviewAsync(CancellationToken cancellationToken)
    {
        using var clone = OpenClone(data, connection, token, options, cancellationToken);
        var tip = Fetch(clone);
        var listing = ListingOf(clone, tip);
        var local = new LocalPosts(scopes, clone, connection, RepositoryLayout.Of(listing.Files), clock);
        await local.NoteAsync([.. listing.Files.Keys], cancellationToken);
        var plan = await PlanAsync(clone, tip, listing, cancellationToken);
        var report = await Incoming(clone).TryAsync(plan, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var there = plan.Linked.Concat(plan.Taken).Concat(plan.Waiting).Select(file => file.PostId).OfType<int>().ToHashSet();
        var rows = (await db.GitFiles.AsNoTracking().ToListAsync(cancellationToken)).Where(row =>
            row.IsOutdated && listing.Files.GetValueOrDefault(row.Path) == row.Blob
        );
        return new SyncPreview(report, rows.Count(row => row.PostId is { } id && !there.Contains(id)))
        {
            LeftOut = [.. listing.Refused.Select(refused => $"{refused.Path}: {refused.Reason}")],
        };
    }

    /// <summary>Opens our copy of the repository.</summary>
    public static GitClone OpenClone(
        DataFolder data,
        GitConnection connection,
        string? token,
        GitOptions options,
        CancellationToken cancellationToken
    ) =>
        GitClone.Open(
            Path.Combine(data.Git, "repository"),
            new GitRemote(connection.Url, connection.Branch, token),
            options,
            cancellationToken
        );

    private static string? Fetch(GitClone clone)
    {
        var tip = clone.FindTip();
        if (tip is not null && !clone.HasCommit(tip))
        {
            clone.Fetch();
        }

        return tip;
    }

    private GitListing ListingOf(GitClone clone, string? tip) =>
        tip is null ? new GitListing(new Dictionary<string, string>(), []) : clone.List(tip, connection.Folder);

    private IncomingWork Incoming(GitClone clone) =>
        new(scopes, import, clone, new TreeFolder(Path.Combine(data.Git, "files")), "git: " + GitAddress.Shown(connection.Url));

    private async Task<IncomingPlan> PlanAsync(GitClone clone, string? tip, GitListing listing, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var renames = tip is null ? new Dictionary<string, string>() : clone.Renames(connection.Commit, tip, connection.Folder);
        return await IncomingPlan.MakeAsync(db, clone, listing, renames, cancellationToken);
    }

    /// <summary>A branch that no longer contains what both sides agreed on was rewritten, or is gone.</summary>
    private bool IsRewritten(GitClone clone, string? tip) =>
        connection.Commit is { } commit
        && connection.AgreedTo != (tip ?? "")
        && (tip is null || (clone.HasCommit(commit) ? !clone.IsSuccessor(commit, tip) : connection.IsConfirmed));

    private async Task<SyncOutcome> AskAsync(GitQuestion question, string? tip)
    {
        await connections.ChangeAsync(connection, one => one.Ask(question, tip));
        return new SyncOutcome(SyncState.Asked) { Question = question };
    }

    private async Task ReachAsync(string? tip, int taken, int pushed)
    {
        var now = clock.GetUtcNow();
        var isNews =
            taken + pushed > 0
            || tip != connection.Commit
            || connection is { Failures: > 0 } or { Question: not GitQuestion.None }
            || !(now - connection.PulledAt < NoteEvery);
        if (isNews)
        {
            await connections.ChangeAsync(
                connection,
                one =>
                {
                    one.Reach(tip);
                    one.Pulled(now);
                    if (pushed > 0)
                    {
                        one.Pushed(now);
                    }
                }
            );
        }
    }
}
