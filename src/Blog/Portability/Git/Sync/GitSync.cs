using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Settings;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>
/// Keeps the blog and a repository in step. Each run compares both sides with what they last agreed on, file by file; whatever point it is
/// stopped at, the next one goes on from there.
/// </summary>
public sealed partial class GitSync(
    IServiceScopeFactory scopes,
    DataFolder data,
    GitOptions options,
    MarkdownImport import,
    TimeProvider clock,
    ILogger<GitSync> logger
)
{
    /// <summary>Name of the secret with the token.</summary>
    public const string Token = "git-token";

    /// <summary>Name of the folder of our copy.</summary>
    internal const string CloneName = "repository";

    /// <summary>Somebody may push in the same moment.</summary>
    private const int Attempts = 4;

    /// <summary>A look that changes nothing is written down only so often: each write wakes whatever watches the database.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes what the repository changed, then pushes what was changed here.</summary>
    /// <param name="onlyPull">Pushes nothing.</param>
    public async Task<SyncOutcome> RunAsync(bool onlyPull, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(0, cancellationToken))
        {
            return new SyncOutcome(SyncState.Busy);
        }

        try
        {
            using var held = TryLock();
            return held is null ? new SyncOutcome(SyncState.Busy)
                : await ConnectionAsync(cancellationToken) is not { } connection ? new SyncOutcome(SyncState.NotConnected)
                : await RunAsync(connection, onlyPull, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether something here may have to be pushed; asks no server.</summary>
    public async Task<bool> HasChangesAsync(GitConnection connection, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var facts = await PostFact.ReadAsync(db, connection.WithDrafts, clock.GetUtcNow(), cancellationToken);
        var files = await db.GitFiles.AsNoTracking().Where(file => file.PostId != null).ToListAsync(cancellationToken);
        return LocalPosts.Differ(files, facts) || files.Exists(file => file.IsOutdated);
    }

    /// <summary>Reports what the first synchronization would do; writes nothing.</summary>
    /// <exception cref="GitFailure">The repository cannot be read; the reason is for the owner.</exception>
    public async Task<SyncPreview?> PreviewAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var held = TryLock();
            return held is null || await ConnectionAsync(cancellationToken) is not { } connection
                ? null
                : await Task.Run(() => PreviewAsync(connection, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is not GitFailure && GitFailure.Of(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The commits that the branch has lost, if the owner is asked about that.</summary>
    public async Task<IReadOnlyList<GitCommit>> LostAsync(int most, CancellationToken cancellationToken)
    {
        using var held = TryLock();
        if (
            held is null
            || await ConnectionAsync(cancellationToken) is not { Question: GitQuestion.Rewritten, Commit: { } commit } connection
        )
        {
            return [];
        }

        using var clone = Open(connection, null, cancellationToken);
        return clone.Lost(commit, connection.AskedAt, most);
    }

    private async Task<SyncOutcome> RunAsync(GitConnection connection, bool onlyPull, CancellationToken cancellationToken)
    {
        try
        {
            var token = await TokenAsync(cancellationToken);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    // The library blocks: on a thread of its own.
                    return await Task.Run(() => TryAsync(connection, token, onlyPull, cancellationToken), cancellationToken);
                }
                catch (Exception e) when (attempt < Attempts && GitFailure.Of(e)?.Problem == GitProblem.Moved)
                {
                    connection = (await ConnectionAsync(cancellationToken))!;
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = GitFailure.Of(e) ?? new GitFailure(StorageErrors.IsFull(e) ? GitProblem.DiskFull : GitProblem.Other, e.Message);
            LogFailed(logger, failure.Problem, failure.Detail);
            await ChangeAsync(one =>
                one.Fail(failure.Problem.ToString(), Short(failure.Detail), clock.GetUtcNow() + RetryAfter(one.Failures))
            );
            return new SyncOutcome(SyncState.Failed) { Failure = failure };
        }
    }

    private async Task<SyncOutcome> TryAsync(GitConnection connection, string? token, bool onlyPull, CancellationToken cancellationToken)
    {
        using var clone = Open(connection, token, cancellationToken);
        var tip = Fetch(clone);
        options.Reached?.Invoke(SyncStep.Fetched);
        if (QuestionOf(connection, clone, tip) is { } question)
        {
            return await AskAsync(question, tip);
        }

        if (!connection.IsConfirmed)
        {
            return new SyncOutcome(SyncState.Unconfirmed);
        }

        var listing = tip is null ? NoFiles() : clone.List(tip, connection.Folder);
        var layout = RepositoryLayout.Of(listing.Files);
        var local = new LocalPosts(scopes, clone, connection, layout, clock);
        await local.NoteAsync([.. listing.Files.Keys], cancellationToken);
        options.Reached?.Invoke(SyncStep.Noted);
        var plan = await PlanAsync(connection, clone, tip, listing, cancellationToken);
        if (plan.DeletesMuch && connection.AgreedTo != tip)
        {
            return await AskAsync(GitQuestion.Deleted, tip);
        }

        var incoming = new IncomingWork(scopes, import, clone, Tree, "git: " + GitAddress.Shown(connection.Url));
        var taken = await incoming.TakeAsync(plan, cancellationToken);
        options.Reached?.Invoke(SyncStep.Taken);
        await local.NoteAsync([.. listing.Files.Keys], cancellationToken);
        var pushed = 0;
        if (!onlyPull)
        {
            (tip, pushed) = await new OutgoingWork(scopes, clone, connection, layout, options, clock).PushAsync(
                tip,
                listing,
                cancellationToken
            );
        }

        if (
            taken + pushed == 0
            && tip == connection.Commit
            && connection.Failures == 0
            && clock.GetUtcNow() - connection.PulledAt < NoteEvery
        )
        {
            return new SyncOutcome(SyncState.Done);
        }

        await ChangeAsync(one =>
        {
            one.Reach(tip);
            one.Pulled(clock.GetUtcNow());
            if (pushed > 0)
            {
                one.Pushed(clock.GetUtcNow());
            }
        });
        return new SyncOutcome(SyncState.Done) { Taken = taken, Pushed = pushed };
    }

    private async Task<SyncPreview> PreviewAsync(GitConnection connection, CancellationToken cancellationToken)
    {
        using var clone = Open(connection, await TokenAsync(cancellationToken), cancellationToken);
        var tip = Fetch(clone);
        var listing = tip is null ? NoFiles() : clone.List(tip, connection.Folder);
        var plan = await PlanAsync(connection, clone, tip, listing, cancellationToken);
        var report = await new IncomingWork(scopes, import, clone, Tree, "").TryAsync(plan, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var facts = await PostFact.ReadAsync(db, connection.WithDrafts, clock.GetUtcNow(), cancellationToken);
        var known = report.Entries.Select(entry => entry.PostId).OfType<int>().ToHashSet();
        return new SyncPreview(report, facts.Values.Count(fact => fact.IsWanted && !known.Contains(fact.Id)))
        {
            LeftOut = [.. listing.Refused.Select(refused => $"{refused.Path}: {refused.Reason}")],
        };
    }

    private async Task<IncomingPlan> PlanAsync(
        GitConnection connection,
        GitClone clone,
        string? tip,
        GitListing listing,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var renames = tip is null ? new Dictionary<string, string>() : clone.Renames(connection.Commit, tip, connection.Folder);
        return await IncomingPlan.MakeAsync(scope.ServiceProvider.GetRequiredService<BlogDb>(), clone, listing, renames, cancellationToken);
    }

    private TreeFolder Tree => new(Path.Combine(data.Git, "files"));

    private static GitListing NoFiles() => new(new Dictionary<string, string>(), []);

    private static string? Fetch(GitClone clone)
    {
        var tip = clone.FindTip();
        if (tip is not null && !clone.HasCommit(tip))
        {
            clone.Fetch();
        }

        return tip;
    }

    /// <summary>A branch that no longer contains what both sides agreed on was rewritten, or is gone.</summary>
    private static GitQuestion? QuestionOf(GitConnection connection, GitClone clone, string? tip) =>
        connection.Commit is { } commit
        && connection.AgreedTo != (tip ?? "")
        && (tip is null || (clone.HasCommit(commit) ? !clone.IsSuccessor(commit, tip) : connection.IsConfirmed))
            ? GitQuestion.Rewritten
            : null;

    private async Task<SyncOutcome> AskAsync(GitQuestion question, string? tip)
    {
        await ChangeAsync(one => one.Ask(question, tip));
        return new SyncOutcome(SyncState.Asked) { Question = question };
    }

    private GitClone Open(GitConnection connection, string? token, CancellationToken cancellationToken) =>
        GitClone.Open(
            Path.Combine(data.Git, CloneName),
            new GitRemote(connection.Url, connection.Branch, token),
            options,
            cancellationToken
        );

    private FolderLock? TryLock()
    {
        Directory.CreateDirectory(data.Git);
        try
        {
            return new FolderLock(
                new FileStream(Path.Combine(data.Git, "git.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException e) when (StorageErrors.IsHeld(e))
        {
            return null;
        }
    }

    private async Task<GitConnection?> ConnectionAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .GitConnections.AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var secrets = scope.ServiceProvider.GetRequiredService<SecretStore>();
        return await secrets.ReadAsync(Token, cancellationToken) is { } token ? token
            : await secrets.SavedAtAsync(Token, cancellationToken) is null ? null
            : throw new GitFailure(GitProblem.TokenLost, null);
    }

    private async Task ChangeAsync(Action<GitConnection> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.WriteAsync(
            async () =>
            {
                if (await db.GitConnections.SingleOrDefaultAsync() is { } connection)
                {
                    change(connection);
                }
            },
            CancellationToken.None
        );
    }

    /// <summary>Doubles from a minute on.</summary>
    private static TimeSpan RetryAfter(int failures) =>
        TimeSpan.FromMinutes(Math.Min(LongestRetry.TotalMinutes, Math.Pow(2, Math.Min(failures, 10))));

    private static string? Short(string? detail) => detail is null ? null : TextLengths.Cut(detail, TextLengths.Path);

    [LoggerMessage(
        EventId = 97,
        EventName = "GitSyncFailed",
        Level = LogLevel.Warning,
        Message = "The repository and the blog are not in step: {Problem} {Detail}"
    )]
    private static partial void LogFailed(ILogger logger, GitProblem problem, string? detail);
}

/// <summary>What the first synchronization would do.</summary>
/// <param name="Files">Of the files of the repository.</param>
/// <param name="Pushed">How many posts would be pushed.</param>
public sealed record SyncPreview(ImportReport Files, int Pushed)
{
    /// <summary>Files that are left out, with the reason in English.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }
}
