using System.Collections;
using Blog.Data;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Caching.Eviction;

/// <summary>
/// Which posts were public before a change, or scheduled: what happens to a draft is on no page. A bit each; read once, then kept up to
/// date by the changes.
/// </summary>
internal sealed class PublicPostIds
{
    private BitArray? _ids;

    /// <summary>Whether anything is known.</summary>
    public bool IsLoaded => _ids is not null;

    public void Load(BlogDb db)
    {
        var ids = new BitArray(0);
        foreach (var id in db.Posts.Where(post => post.State == PostState.Published).Select(post => post.Id))
        {
            Set(ids, id, true);
        }

        _ids = ids;
    }

    public void Forget() => _ids = null;

    /// <summary>Notes whether a post is public, and says whether it was.</summary>
    public bool Exchange(int id, bool isPublic)
    {
        var ids = _ids ?? throw new InvalidOperationException("Not loaded.");
        var was = id < ids.Length && ids[id];
        Set(ids, id, isPublic);
        return was;
    }

    private static void Set(BitArray ids, int id, bool value)
    {
        if (id >= ids.Length)
        {
            if (!value)
            {
                return;
            }

            ids.Length = Math.Max(id + 1, ids.Length * 2);
        }

        ids[id] = value;
    }
}
