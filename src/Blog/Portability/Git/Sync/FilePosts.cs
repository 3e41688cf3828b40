using System.Text;
using System.Text.Unicode;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Git.Files;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>
/// Finds the post of a file that is not known: by the id in its front matter, as the file that it was before it was renamed, by the address
/// that it states. Other files of an earlier import are left to the import, which knows them.
/// </summary>
internal sealed class FilePosts
{
    private static readonly PostFileConventions Utc = new(TimeZoneInfo.Utc);

    private readonly GitClone _clone;
    private readonly List<GitFile> _gone;
    private readonly Dictionary<string, string> _renamedFrom;
    private readonly Dictionary<int, GitFile> _rows;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _trash = new(StringComparer.Ordinal);
    private readonly HashSet<int> _found = [];

    private FilePosts(GitClone clone, IReadOnlyList<GitFile> rows, List<GitFile> gone, IReadOnlyDictionary<string, string> renames)
    {
        (_clone, _gone) = (clone, gone);
        _rows = rows.Where(row => row.PostId is not null).DistinctBy(row => row.PostId).ToDictionary(row => row.PostId!.Value);
        _renamedFrom = renames
            .DistinctBy(rename => rename.Value)
            .ToDictionary(rename => rename.Value, rename => rename.Key, StringComparer.Ordinal);
    }

    /// <param name="rows">All rows.</param>
    /// <param name="gone">Those of files that the repository no longer has.</param>
    /// <param name="renames">New paths by old ones, as git sees it.</param>
    public static async Task<FilePosts> ReadAsync(
        BlogDb db,
        GitClone clone,
        IReadOnlyList<GitFile> rows,
        List<GitFile> gone,
        IReadOnlyDictionary<string, string> renames,
        CancellationToken cancellationToken
    )
    {
        var finder = new FilePosts(clone, rows, gone, renames);
        var posts = await db
            .Posts.AsNoTracking()
            .Where(post => !post.IsSample)
            .Select(post => new
            {
                post.Id,
                post.FeedId,
                post.AddressKey,
                post.ImportKey,
                post.State,
            })
            .ToListAsync(cancellationToken);
        foreach (var post in posts)
        {
            finder._byId.TryAdd(post.FeedId, post.Id);
            if (post.ImportKey is null)
            {
                finder._byAddress[post.AddressKey] = post.Id;
            }
            else if (post.State == PostState.Trash)
            {
                finder._trash[post.ImportKey] = post.Id;
            }
        }

        return finder;
    }

    /// <summary>Whether a file is none of a post: it has no front matter.</summary>
    public bool IsNoPost(string blob) =>
        _clone.Read(blob) is not { } bytes
        || !(
            Starts(bytes, "---"u8)
            || Starts(bytes, "+++"u8)
            || Starts(bytes, "{"u8)
            || Starts(bytes, "\u00FF\u00FE"u8)
            || !Utf8.IsValid(bytes)
        );

    /// <summary>The post that a file is, and what is known of it; null if it is new.</summary>
    public (int PostId, GitFile? Row)? Find(string path, string blob)
    {
        var file = _clone.Read(blob) is { Length: <= PostFileReader.MaxBytes } bytes
            ? PostFileReader.Read(PostFilePath.Of(path), bytes, Utc).Post
            : null;
        if (file is not null && PostText.IdOf(file) is { } id && _byId.TryGetValue(id, out var known) && Free(known) is { } byId)
        {
            return byId;
        }

        var former =
            _gone.Find(row => _renamedFrom.TryGetValue(path, out var old) && row.Path == old && IsFree(row))
            ?? _gone.Find(row => row.Blob == blob && IsFree(row));
        if (former is not null)
        {
            return Free(former.PostId!.Value);
        }

        return
            (file?.Address is { } address && _byAddress.TryGetValue(PostAddress.KeyOf(address), out known))
            || _trash.TryGetValue(ImportKeys.Of(path), out known)
            ? Free(known)
            : null;
    }

    private static bool Starts(byte[] bytes, ReadOnlySpan<byte> mark)
    {
        var text = bytes.AsSpan();
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
        return text.TrimStart("\r\n "u8).StartsWith(mark);
    }

    private bool IsFree(GitFile row) => row.PostId is { } post && !_found.Contains(post);

    /// <summary>A post that is no other file of the repository.</summary>
    private (int PostId, GitFile? Row)? Free(int postId)
    {
        var row = _rows.GetValueOrDefault(postId);
        var isElsewhere = row is { Blob: not null } && !_gone.Contains(row);
        return !isElsewhere && _found.Add(postId) ? (postId, row) : null;
    }
}
