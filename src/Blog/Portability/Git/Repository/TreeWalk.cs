using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <summary>
/// Lists the files of a tree that may be on a disk. A repository may come from anyone: links, submodules and names that lead elsewhere are
/// left out, and counts and sizes have limits.
/// </summary>
internal sealed class TreeWalk(LibGit2Sharp.Repository repository, GitOptions options)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly List<RefusedFile> _refused = [];
    private long _bytes;

    public GitListing Of(Tree top)
    {
        Enter(top, "", 0);
        return new GitListing(_files, _refused);
    }

    private void Enter(Tree folder, string prefix, int depth)
    {
        foreach (var entry in folder)
        {
            var path = prefix + entry.Name;
            if (_files.Count + _refused.Count >= options.MaxFiles)
            {
                throw new GitException(GitProblem.TooLarge, $"more than {options.MaxFiles} files");
            }

            if (RefusalOf(entry, path, depth) is { } reason)
            {
                _refused.Add(new RefusedFile(path, reason, entry.TargetType == TreeEntryTargetType.Blob ? entry.Target.Sha : null));
            }
            else if (entry.TargetType == TreeEntryTargetType.Tree)
            {
                if (!IsOfMachines(entry.Name))
                {
                    Enter((Tree)entry.Target, path + "/", depth + 1);
                }
            }
            else
            {
                _files[path] = entry.Target.Sha;
            }
        }
    }

    private string? RefusalOf(TreeEntry entry, string path, int depth)
    {
        if (!RepositoryPath.IsSafeName(entry.Name))
        {
            return "its name cannot be used as a file name";
        }

        if (entry.Mode == Mode.SymbolicLink)
        {
            return "a link, not followed";
        }

        if (entry.TargetType == TreeEntryTargetType.GitLink)
        {
            return "a submodule, not followed";
        }

        if (depth > RepositoryPath.MaxDepth || path.Length > RepositoryPath.MaxPath)
        {
            return "its path is too long";
        }

        if (!_keys.TryAdd(RepositoryPath.KeyOf(path), path))
        {
            return $"differs from {_keys[RepositoryPath.KeyOf(path)]} only in letter case or Unicode form";
        }

        return entry.TargetType == TreeEntryTargetType.Blob ? RefusalOf(entry.Target.Id) : null;
    }

    private string? RefusalOf(ObjectId blob)
    {
        var size = repository.ObjectDatabase.RetrieveObjectMetadata(blob).Size;
        if (size > options.MaxFile)
        {
            return $"larger than {options.MaxFile >> 20} MB";
        }

        _bytes += size;
        return _bytes > options.MaxTree
            ? throw new GitException(GitProblem.TooLarge, $"more than {options.MaxTree >> 20} MB of files")
            : null;
    }

    private static bool IsOfMachines(string name) => name is "node_modules" || name[0] == '.';
}
