using System.Text;
using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <summary>
/// Our copy of a repository: bare, so that nothing of it is ever checked out, filtered or run. Its configuration is ours alone.
/// </summary>
internal sealed class GitClone : IDisposable
{
    private const string RemoteName = "origin";

    /// <summary>In per cent: short posts share their front matter, and one must not become the other.</summary>
    private const int LeastSimilar = 75;

    private readonly LibGit2Sharp.Repository _repository;
    private readonly GitRemote _remote;
    private readonly GitOptions _options;
    private readonly CancellationToken _cancellationToken;
    private bool _hasAsked;

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

    public void Dispose() => _repository.Dispose();

    /// <summary>Asks the server for the commit of the branch; null if it has no such branch.</summary>
    public string? FindTip()
    {
        _hasAsked = false;
        return _repository
            .Network.ListReferences(_repository.Network.Remotes[RemoteName], Credentials)
            .FirstOrDefault(reference => reference.CanonicalName == "refs/heads/" + _remote.Branch)
            ?.TargetIdentifier;
    }

    /// <summary>Fetches the branch.</summary>
    public void Fetch()
    {
        _hasAsked = false;
        var isTooLarge = false;
        try
        {
            Commands.Fetch(
                _repository,
                RemoteName,
                [$"+refs/heads/{_remote.Branch}:refs/remotes/{RemoteName}/{_remote.Branch}"],
                new FetchOptions
                {
                    CredentialsProvider = Credentials,
                    TagFetchMode = TagFetchMode.None,
                    OnTransferProgress = progress =>
                        !_cancellationToken.IsCancellationRequested && !(isTooLarge = progress.ReceivedBytes > _options.MaxFetch),
                },
                null
            );
        }
        catch (UserCancelledException) when (!isTooLarge)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
    }

    public bool Has(string blob) => _repository.Lookup<Blob>(blob) is not null;

    public bool HasCommit(string id) => _repository.Lookup<Commit>(id) is not null;

    /// <summary>Whether a commit contains another one.</summary>
    public bool IsSuccessor(string earlier, string later) =>
        earlier == later
        || (
            _repository.Lookup<Commit>(earlier) is { } one
            && _repository.Lookup<Commit>(later) is { } other
            && _repository.ObjectDatabase.FindMergeBase(one, other)?.Id == one.Id
        );

    /// <summary>The commits that a branch no longer has.</summary>
    /// <param name="later">The commit of the branch now; null if it is gone.</param>
    public IReadOnlyList<GitCommit> Lost(string earlier, string? later, int most) =>
        _repository.Lookup<Commit>(earlier) is null
            ? []
            :
            [
                .. _repository
                    .Commits.QueryBy(
                        new CommitFilter
                        {
                            IncludeReachableFrom = earlier,
                            ExcludeReachableFrom = later is not null && HasCommit(later) ? later : null,
                            SortBy = CommitSortStrategies.Time,
                        }
                    )
                    .Take(most)
                    .Select(commit => new GitCommit(commit.Sha, commit.MessageShort, commit.Author.Name, commit.Author.When)),
            ];

    /// <summary>The files of a commit that may be on a disk.</summary>
    /// <param name="folder">The connected folder; empty for all.</param>
    /// <exception cref="GitFailure">There are too many, or they are too large.</exception>
    public GitListing List(string commit, string folder)
    {
        var root = _repository.Lookup<Commit>(commit).Tree;
        var top = folder.Length == 0 ? root : root[folder]?.Target as Tree;
        return top is null
            ? new GitListing(new Dictionary<string, string>(StringComparer.Ordinal), [])
            : new TreeWalk(_repository, _options).Of(top);
    }

    /// <summary>New paths of files that were renamed between two commits, by old path; relative to the connected folder.</summary>
    public IReadOnlyDictionary<string, string> Renames(string? earlier, string later, string folder)
    {
        if (earlier is null || _repository.Lookup<Commit>(earlier) is not { } one || _repository.Lookup<Commit>(later) is not { } other)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var prefix = folder.Length == 0 ? "" : folder + "/";
        using var changes = _repository.Diff.Compare<TreeChanges>(
            one.Tree,
            other.Tree,
            new LibGit2Sharp.CompareOptions
            {
                Similarity = new SimilarityOptions { RenameDetectionMode = RenameDetectionMode.Renames, RenameThreshold = LeastSimilar },
            }
        );
        return changes
            .Renamed.Where(change => Below(change.OldPath) && Below(change.Path))
            .GroupBy(change => change.OldPath[prefix.Length..], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Path[prefix.Length..], StringComparer.Ordinal);

        bool Below(string path) => path.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>The content of a blob; null if it is not here.</summary>
    public byte[]? Read(string? blob)
    {
        if (blob is null || _repository.Lookup<Blob>(blob) is not { } found)
        {
            return null;
        }

        using var content = found.GetContentStream();
        var bytes = new byte[found.Size];
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes the content of a blob to a file, a part at a time.</summary>
    public void CopyTo(string blob, Stream target)
    {
        using var content = _repository.Lookup<Blob>(blob).GetContentStream();
        content.CopyTo(target);
    }

    /// <summary>Keeps a text.</summary>
    /// <returns>The id of its blob.</returns>
    public string Write(string text) => Write(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public string Write(Stream content) => _repository.ObjectDatabase.CreateBlob(content).Sha;

    /// <summary>Merges two texts with a common base, as git does it.</summary>
    /// <param name="start">Id of the blob of the base.</param>
    /// <returns>The id of the merged blob; null if both changed the same lines.</returns>
    public string? Merge(string start, string ours, string theirs, bool oursWin = false)
    {
        var nobody = new Signature("blog", "blog@localhost", DateTimeOffset.UnixEpoch);
        var first = CommitOf(start);
        var result = _repository.ObjectDatabase.MergeCommits(
            CommitOf(ours, first),
            CommitOf(theirs, first),
            new MergeTreeOptions { MergeFileFavor = oursWin ? MergeFileFavor.Ours : MergeFileFavor.Normal, FindRenames = false }
        );
        return result.Status == MergeTreeStatus.Succeeded ? result.Tree["text"].Target.Sha : null;

        Commit CommitOf(string blob, params Commit[] parents) =>
            _repository.ObjectDatabase.CreateCommit(
                nobody,
                nobody,
                "",
                _repository.ObjectDatabase.CreateTree(new TreeDefinition().Add("text", new ObjectId(blob), Mode.NonExecutableFile)),
                parents,
                prettifyMessage: false
            );
    }

    /// <summary>Makes a commit.</summary>
    /// <param name="parent">The commit before; null for the first one.</param>
    /// <param name="changes">New blobs by path from the root of the repository; null to delete the file.</param>
    /// <returns>The id of the commit; that of the one before if nothing changed.</returns>
    public string? Commit(string? parent, IReadOnlyDictionary<string, string?> changes, string message, Signature author)
    {
        var before = parent is null ? null : _repository.Lookup<Commit>(parent);
        var tree = before is null ? new TreeDefinition() : TreeDefinition.From(before);
        foreach (var (path, blob) in changes)
        {
            if (blob is null)
            {
                tree.Remove(path);
            }
            else
            {
                tree.Add(path, new ObjectId(blob), Mode.NonExecutableFile);
            }
        }

        var made = _repository.ObjectDatabase.CreateTree(tree);
        return made.Id == before?.Tree.Id || (before is null && made.Count == 0)
            ? parent
            : _repository
                .ObjectDatabase.CreateCommit(author, author, message, made, before is null ? [] : [before], prettifyMessage: true)
                .Sha;
    }

    /// <summary>Pushes a commit as the branch; never over one that it does not contain.</summary>
    /// <exception cref="NonFastForwardException">Somebody pushed in the meantime.</exception>
    public void Push(string commit)
    {
        _hasAsked = false;
        string? refusal = null;
        var local = "refs/heads/" + _remote.Branch;
        _repository.Refs.Add(local, new ObjectId(commit), allowOverwrite: true);
        _repository.Network.Push(
            _repository.Network.Remotes[RemoteName],
            $"{local}:refs/heads/{_remote.Branch}",
            new PushOptions { CredentialsProvider = Credentials, OnPushStatusError = error => refusal = error.Message }
        );
        if (refusal is not null)
        {
            throw new GitFailure(
                refusal.Contains("fast-forward", StringComparison.OrdinalIgnoreCase)
                || refusal.Contains("lock", StringComparison.OrdinalIgnoreCase)
                    ? GitProblem.Moved
                    : GitProblem.Protected,
                refusal
            );
        }

        _repository.Refs.Add($"refs/remotes/{RemoteName}/{_remote.Branch}", new ObjectId(commit), allowOverwrite: true);
    }

    /// <summary>The library asks again and again where a token is refused.</summary>
    private UsernamePasswordCredentials Credentials(string url, string? user, SupportedCredentialTypes types)
    {
        if (_remote.Token is null || _hasAsked || !_remote.IsSameHost(url))
        {
            throw new GitFailure(GitProblem.Refused, _remote.Token is null ? "the server asks for a token" : null);
        }

        _hasAsked = true;
        return new UsernamePasswordCredentials { Username = _remote.User, Password = _remote.Token };
    }
}

/// <summary>A commit, for people.</summary>
public sealed record GitCommit(string Id, string Message, string Author, DateTimeOffset At);
