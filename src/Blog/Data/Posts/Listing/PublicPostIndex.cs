using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Posts.Listing;

/// <summary>
/// Keeps <see cref="PublicPosts"/> in memory. Read once, when first needed; each later use asks the database for what was committed since,
/// and reads only those posts.
/// </summary>
public sealed class PublicPostIndex(DataFolder folder) : IDisposable
{
    /// <summary>If more posts changed, all are read again.</summary>
    private const int MostChanges = 2_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private PublicPostReader? _reader;
    private PublicPosts? _posts;
    private long _number;

    /// <summary>The published posts as of the last commit.</summary>
    public async ValueTask<PublicPosts> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _posts = Read();
        }
        catch (SqliteException)
        {
            Forget();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Forget();
        _turn.Dispose();
    }

    private PublicPosts Read()
    {
        // A connection of its own: within a write of the caller it would see what may be rolled back, and its number be given again.
        _reader ??= new PublicPostReader(folder.ConnectionString);
        if (_posts is { } known && _reader.ChangesSince(_number, MostChanges) is { } changes)
        {
            _number += changes.Count;
            return changes.Count == 0 ? known : Update(known, changes);
        }

        // Before the posts: what changes while they are read has a later number, and is read again.
        _number = _reader.LastChange();
        _reader.ForgetNames();
        var all = _reader.All();
        all.Sort((one, other) => one.OrderAgainst(other));
        return new PublicPosts([.. all], _reader.Groups);
    }

    private PublicPosts Update(PublicPosts known, IReadOnlyCollection<int> ids)
    {
        var changed = ids.ToHashSet();
        var present = _reader!.Some(changed);
        present.Sort((one, other) => one.OrderAgainst(other));
        var (all, next) = (new List<PublicPost>(known.Count + present.Count), 0);
        foreach (ref readonly var post in known.All)
        {
            if (changed.Contains(post.Id))
            {
                continue;
            }

            while (next < present.Count && present[next].OrderAgainst(post) < 0)
            {
                all.Add(present[next++]);
            }

            all.Add(post);
        }

        all.AddRange(present.Skip(next));
        return new PublicPosts([.. all], _reader.Groups);
    }

    private void Forget()
    {
        _reader?.Dispose();
        (_reader, _posts) = (null, null);
    }
}
