using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Git;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>The posts that the files of a repository are known to be.</summary>
internal sealed class RepositoryPosts
{
    private readonly RepositoryFiles _files;
    private readonly Dictionary<int, Row> _posts;

    private RepositoryPosts(RepositoryFiles files, Dictionary<int, Row> posts) => (_files, _posts) = (files, posts);

    /// <summary>Reads them; null if the folder is not a copy of a repository.</summary>
    public static async Task<RepositoryPosts?> ReadAsync(BlogDb db, RepositoryFiles? files, CancellationToken cancellationToken)
    {
        if (files is null)
        {
            return null;
        }

        var ids = files.Files.Values.Select(file => file.PostId).OfType<int>().ToHashSet();
        var rows = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Select(post => new Row(post.Id, post.ImportKey, post.Address))
            .ToDictionaryAsync(post => post.Id, cancellationToken);
        return new RepositoryPosts(files, rows);
    }

    /// <summary>Gives an item the post that its file is known to be.</summary>
    /// <returns>Whether it is known.</returns>
    public bool Recognize(ImportItem item)
    {
        if (FileOf(item) is not { PostId: { } id } || _posts.GetValueOrDefault(id) is not { } row)
        {
            return false;
        }

        (item.ExistingId, item.Address) = (row.Id, row.Address);
        item.Key = row.ImportKey ?? "git:" + item.File.Path; // another post may have been imported from a file of that name
        return true;
    }

    /// <summary>Whether a post is known to be one of the files.</summary>
    public bool Has(int postId) => _posts.ContainsKey(postId);

    /// <summary>Whether the post is to become what the file says.</summary>
    public bool Wants(ImportItem item) => FileOf(item) is { IsWanted: true };

    /// <summary>What the write of the post notes about the file.</summary>
    public GitSource? SourceOf(ImportItem item) =>
        FileOf(item) is { } file ? new GitSource(item.File.Path, file.Blob, file.Merged, file.Version) : null;

    private RepositoryFile? FileOf(ImportItem item) => _files.Files.GetValueOrDefault(item.File.Path);

    private sealed record Row(int Id, string? ImportKey, PostAddress Address);
}
