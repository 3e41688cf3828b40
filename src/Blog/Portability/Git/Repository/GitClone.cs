using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <summary>
/// Our copy of a repository: bare, so that nothing of it is ever checked out, filtered or run. Its configuration is ours alone.
/// </summary>
internal sealed partial class GitClone : IDisposable
{
    private const string RemoteName = "origin";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly LibGit2Sharp.Repository _repository;
    private readonly GitRemote _remote;
    private readonly GitOptions _options;
    private readonly CancellationToken _cancellationToken;
    private bool _hasAsked;
    private GitException? _refusal;
    private long _heardAt;
    private bool _isStuck;

    static GitClone()
    {
        foreach (var level in new[] { ConfigurationLevel.System, ConfigurationLevel.Global, ConfigurationLevel.Xdg })
        {
            GlobalSettings.SetConfigSearchPaths(level, ""); // a host's configuration could send us anywhere
        }

        // The data folder may belong to another user who lets us write; what git fears of such a folder are hooks, which never run here.
        GlobalSettings.SetOwnerValidation(false);
    }

    private GitClone(LibGit2Sharp.Repository repository, GitRemote remote, GitOptions options, CancellationToken cancellationToken) =>
        (_repository, _remote, _options, _cancellationToken) = (repository, remote, options, cancellationToken);

    /// <summary>Opens the copy below a folder, or begins one.</summary>
    public static GitClone Open(string folder, GitRemote remote, GitOptions options, CancellationToken cancellationToken)
    {
        if (!LibGit2Sharp.Repository.IsValid(folder))
        {
            Directory.CreateDirectory(folder);
            LibGit2Sharp.Repository.Init(folder, isBare: true);
        }

        var repository = new LibGit2Sharp.Repository(folder);
        if (repository.Network.Remotes[RemoteName] is not { } known || known.Url != remote.Url)
        {
            repository.Network.Remotes.Remove(RemoteName);
            repository.Network.Remotes.Add(RemoteName, remote.Url);
        }

        return new GitClone(repository, remote, options, cancellationToken);
    }

    public void Dispose()
    {
        if (!_isStuck)
        {
            _repository.Dispose(); // otherwise the library still works with it
        }
    }

    /// <summary>Asks the server for the commit of the branch; null if it has no such branch.</summary>
    public string? FindTip() =>
        Ask(() =>
            _repository
                .Network.ListReferences(_repository.Network.Remotes[RemoteName], Credentials)
                .FirstOrDefault(reference => reference.CanonicalName == "refs/heads/" + _remote.Branch)
                ?.TargetIdentifier
        );

    /// <summary>Fetches the branch.</summary>
    public void Fetch()
    {
        var isTooLarge = false;
        try
        {
            Ask(() =>
            {
                Commands.Fetch(
                    _repository,
                    RemoteName,
                    [$"+refs/heads/{_remote.Branch}:refs/remotes/{RemoteName}/{_remote.Branch}"],
                    new FetchOptions
                    {
                        CredentialsProvider = Credentials,
                        TagFetchMode = TagFetchMode.None,
                        OnTransferProgress = progress => Hear() && !(isTooLarge = progress.ReceivedBytes > _options.MaxFetch),
                    },
                    null
                );
                return true;
            });
        }
        catch (UserCancelledException) when (!isTooLarge)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
    }

    /// <summary>The files of a commit that may be on a disk.</summary>
    /// <param name="folder">The connected folder; empty for all.</param>
    /// <exception cref="GitException">There are too many, or they are too large.</exception>
    public GitListing List(string commit, string folder)
    {
        var root = _repository.Lookup<Commit>(commit).Tree;
        var top = folder.Length == 0 ? root : root[folder]?.Target as Tree;
        return top is null
            ? new GitListing(new Dictionary<string, string>(StringComparer.Ordinal), [])
            : new TreeWalk(_repository, _options).Of(top);
    }

    /// <summary>Pushes a commit as the branch; never over one that it does not contain.</summary>
    /// <exception cref="NonFastForwardException">Somebody pushed in the meantime.</exception>
    public void Push(string commit)
    {
        string? refusal = null;
        _repository.Refs.Add(SentName, new ObjectId(commit), allowOverwrite: true);
        Ask(() =>
        {
            _repository.Network.Push(
                _repository.Network.Remotes[RemoteName],
                $"{SentName}:refs/heads/{_remote.Branch}",
                new PushOptions
                {
                    CredentialsProvider = Credentials,
                    OnPackBuilderProgress = (_, _, _) => Hear(),
                    OnPushTransferProgress = (_, _, _) => Hear(),
                    OnPushStatusError = error => refusal = error.Message,
                }
            );
            return true;
        });
        if (refusal is not null)
        {
            throw new GitException(
                refusal.Contains("fast-forward", StringComparison.OrdinalIgnoreCase)
                || refusal.Contains("lock", StringComparison.OrdinalIgnoreCase)
                    ? GitProblem.Moved
                    : GitProblem.Protected,
                refusal
            );
        }

        _repository.Refs.Add($"refs/remotes/{RemoteName}/{_remote.Branch}", new ObjectId(commit), allowOverwrite: true);
    }

    /// <summary>Notes that the server is there.</summary>
    /// <returns>Whether to go on.</returns>
    private bool Hear()
    {
        Volatile.Write(ref _heardAt, Environment.TickCount64);
        return !_cancellationToken.IsCancellationRequested;
    }

    /// <summary>The library has no limit of time: its call goes on alone, on a thread of its own, if the server is given up.</summary>
    private T Ask<T>(Func<T> work)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        (_hasAsked, _refusal) = (false, null);
        Hear();
        var call = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!((IAsyncResult)call).AsyncWaitHandle.WaitOne(Interval))
        {
            if (
                _cancellationToken.IsCancellationRequested
                || Environment.TickCount64 - Volatile.Read(ref _heardAt) > _options.Patience.TotalMilliseconds
            )
            {
                _isStuck = true;
                _cancellationToken.ThrowIfCancellationRequested();
                throw new GitException(GitProblem.Unreachable, "it does not answer any more");
            }
        }

        try
        {
            return call.GetAwaiter().GetResult();
        }
        catch (LibGit2SharpException) when (_refusal is not null)
        {
            throw _refusal; // of an exception within a callback, the library keeps the message only
        }
    }

    /// <summary>The library asks again and again where a token is refused.</summary>
    private UsernamePasswordCredentials Credentials(string url, string? user, SupportedCredentialTypes types)
    {
        if (_remote.Token is null || _hasAsked || !_remote.IsSameHost(url))
        {
            throw _refusal = new GitException(GitProblem.Refused, _remote.Token is null ? "it asks for one, and there is none" : null);
        }

        _hasAsked = true;
        return new UsernamePasswordCredentials { Username = _remote.User, Password = _remote.Token };
    }
}
