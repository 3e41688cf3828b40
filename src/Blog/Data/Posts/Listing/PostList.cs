using System.Buffers;

namespace Blog.Data.Posts.Listing;

/// <summary>The posts of one list in their order; its memory is given back when it is disposed.</summary>
public sealed class PostList : IDisposable
{
    private readonly PublicPosts _posts;
    private int[] _places;

    /// <param name="places">Rented; the list gives it back.</param>
    internal PostList(PublicPosts posts, int[] places, int count) => (_posts, _places, Count) = (posts, places, count);

    /// <summary>Number of posts on all pages together.</summary>
    public int Count { get; }

    public ref readonly PublicPost this[int index] => ref _posts.At(_places[index]);

    /// <summary>Moves pinned posts to the front.</summary>
    public PostList PinnedFirst()
    {
        var sorted = ArrayPool<int>.Shared.Rent(Count);
        var end = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var place in _places.AsSpan(0, Count))
            {
                if (_posts.At(place).Pinned == (pass == 0))
                {
                    sorted[end++] = place;
                }
            }
        }

        ArrayPool<int>.Shared.Return(_places);
        _places = sorted;
        return this;
    }

    /// <summary>The posts on one page.</summary>
    /// <param name="page">One-based.</param>
    public IReadOnlyList<PublicPost> OnPage(int page, int perPage) => Range((page - 1) * perPage, perPage);

    /// <summary>Some of the posts, from the first one on that is not skipped.</summary>
    public IReadOnlyList<PublicPost> Range(int skip, int take)
    {
        var range = new List<PublicPost>(Math.Clamp(Count - skip, 0, take));
        for (var i = skip; i < Count && i < skip + take; i++)
        {
            range.Add(this[i]);
        }

        return range;
    }

    /// <summary>How many of a list in the order of time were published at that time or later.</summary>
    public int Since(DateTimeOffset time)
    {
        var (from, to, at) = (0, Count, time.ToUnixTimeMilliseconds());
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = this[middle].PublishedAt >= at ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    public void Dispose()
    {
        if (_places.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_places);
            _places = [];
        }
    }
}
