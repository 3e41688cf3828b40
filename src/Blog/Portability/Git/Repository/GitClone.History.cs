using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <content>Commits, and what changed between them.</content>
internal sealed partial class GitClone
{
    /// <summary>In per cent: short posts share their front matter, and one must not become the other.</summary>
    private const int LeastSimilar = 75;

    /// <summary>The commit that was sent last, until <see cref="ForgetSent"/>; null for none.</summary>
    public string? Sent => _repository.Refs[SentName]?.ResolveToDirectReference()?.TargetIdentifier;

    private string SentName => "refs/heads/" + _remote.Branch;

    public void ForgetSent() => _repository.Refs.Remove(SentName);

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

    /// <summary>The files that a commit changed, with their new blobs, null for deleted ones; relative to the connected folder.</summary>
    public IReadOnlyDictionary<string, string?> ChangesOf(string commit, string folder)
    {
        var changed = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (_repository.Lookup<Commit>(commit) is not { } made)
        {
            return changed;
        }

        var prefix = folder.Length == 0 ? "" : folder + "/";
        using var changes = _repository.Diff.Compare<TreeChanges>(
            made.Parents.FirstOrDefault()?.Tree,
            made.Tree,
            new LibGit2Sharp.CompareOptions { Similarity = SimilarityOptions.None }
        );
        foreach (var change in changes.Where(change => change.Path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            changed[change.Path[prefix.Length..]] = change.Status == ChangeKind.Deleted ? null : change.Oid.Sha;
        }

        return changed;
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
}

/// <summary>A commit, for people.</summary>
public sealed record GitCommit(string Id, string Message, string Author, DateTimeOffset At);
