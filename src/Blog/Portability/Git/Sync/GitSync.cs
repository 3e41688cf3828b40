using Blog.Data;
using Blog.Data.Git;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>
/// Keeps the blog and a repository in step. Each run compares both sides with what they last agreed on, file by file; whatever point it is
/// stopped at, the next one goes on from there. One runs at a time, of all processes.
/// </summary>
public sealed partial class GitSync(
    IServiceScopeFactory scopes,
    ConnectionStore connections,
    DataFolder data,
    GitOptions options,
    MarkdownImport import,
    TimeProvider clock,
    ILogger<GitSync> logger
)
{
    /// <summary>Somebody may push in the same moment.</summary>
    private const int Attempts = 4;

    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    private int _isRunning;

    /// <summary>Takes what the repository changed, then pushes what was changed here.</summary>
    /// <param name="onlyPull">Pushes nothing.</param>
    public async Task<SyncOutcome> RunAsync(bool onlyPull, CancellationToken cancellationToken) =>
        await AloneAsync(async () =>
            await connections.FindAsync(cancellationToken) is { } connection
                ? await RunAsync(connection, onlyPull, cancellationToken)
                : new SyncOutcome(SyncState.NotConnected)
        ) ?? new SyncOutcome(SyncState.Busy);

    /// <summary>Reports what the first synchronization would do, and writes nothing; null while another one is running.</summary>
    /// <exception cref="GitException">The repository cannot be read; the reason is for the owner.</exception>
    public Task<SyncPreview?> PreviewAsync(CancellationToken cancellationToken) =>
        AloneAsync(async () =>
            await connections.FindAsync(cancellationToken) is { } connection ? await PreviewAsync(connection, cancellationToken) : null
        );

    /// <summary>The commits that the branch has lost, if the owner is asked about that.</summary>
    public async Task<IReadOnlyList<GitCommit>> LostAsync(int most, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(cancellationToken) is not { Question: GitQuestion.Rewritten, Commit: { } commit } connection)
        {
            return [];
        }

        using var clone = SyncRun.OpenClone(data, connection, null, options, cancellationToken);
        return clone.Lost(commit, connection.AskedAt, most);
    }

    /// <summary>Whether something here may have to be pushed; asks no server.</summary>
    public async Task<bool> HasChangesAsync(GitConnection connection, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var facts = await PostFact.ReadAsync(db, connection.WithDrafts, clock.GetUtcNow(), cancellationToken);
        var files = await db.GitFiles.AsNoTracking().ToListAsync(cancellationToken);
        return files.Exists(file => file.IsOutdated) || LocalPosts.Differ(files.Where(file => file.PostId is not null), facts);
    }

    private SyncRun Run(GitConnection connection, string? token) =>
        new(connection, token, scopes, connections, data, options, import, clock);

    private async Task<SyncPreview?> PreviewAsync(GitConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var run = Run(connection, await connections.TokenAsync(cancellationToken));
            return await Task.Run(() => run.PreviewAsync(cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is not GitException && GitException.Of(e) is { } failure)
        {
            throw new GitException(failure.Problem, failure.Detail);
        }
    }

    private async Task<SyncOutcome> RunAsync(GitConnection connection, bool onlyPull, CancellationToken cancellationToken)
    {
        try
        {
            var token = await connections.TokenAsync(cancellationToken);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var run = Run(await connections.FindAsync(cancellationToken) ?? connection, token);
                    return await Task.Run(() => run.SyncAsync(onlyPull, cancellationToken), cancellationToken); // the library blocks
                }
                catch (Exception e) when (attempt < Attempts && GitException.Of(e)?.Problem == GitProblem.Moved)
                {
                    // Once more, on top of what was pushed meanwhile.
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await FailAsync(connection, e);
        }
    }

    private async Task<SyncOutcome> FailAsync(GitConnection connection, Exception e)
    {
        var known = GitException.Of(e);
        var failure = known ?? new GitException(StorageErrors.IsFull(e) ? GitProblem.DiskFull : GitProblem.Other, e.Message);
        LogFailed(logger, known is null ? e : null, failure.Problem, failure.Detail);
        var detail = failure.Detail is null ? null : TextLengths.Cut(failure.Detail, TextLengths.Path);
        await connections.ChangeAsync(
            connection,
            one => one.Fail(failure.Problem.ToString(), detail, clock.GetUtcNow() + RetryAfter(one.Failures))
        );
        return new SyncOutcome(SyncState.Failed) { Failure = failure };
    }

    /// <summary>Works while no other synchronization does; null if one does.</summary>
    private async Task<T?> AloneAsync<T>(Func<Task<T?>> work)
        where T : class
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return null;
        }

        try
        {
            using var held = TryLock();
            return held is null ? null : await work();
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private FolderLock? TryLock()
    {
        Directory.CreateDirectory(data.Git);
        try
        {
            var path = Path.Combine(data.Git, "git.lock");
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (StorageErrors.IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>Doubles from a minute on.</summary>
    private static TimeSpan RetryAfter(int failures) =>
        TimeSpan.FromMinutes(Math.Min(LongestRetry.TotalMinutes, Math.Pow(2, Math.Min(failures, 10))));

    [LoggerMessage(
        EventId = 97,
        EventName = "GitSyncFailed",
        Level = LogLevel.Warning,
        Message = "The repository and the blog are not in step: {Problem} {Detail}"
    )]
    private static partial void LogFailed(ILogger logger, Exception? unforeseen, GitProblem problem, string? detail);
}
