using System.Text;
using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <content>Contents of files, and commits that are made of them.</content>
internal sealed partial class GitClone
{
    public bool Has(string blob) => _repository.Lookup<Blob>(blob) is not null;

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
}
