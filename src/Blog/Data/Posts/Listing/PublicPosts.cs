using System.Buffers;
using System.Runtime.InteropServices;

namespace Blog.Data.Posts.Listing;

/// <summary>Whether a list has a post.</summary>
public delegate bool PostFilter(in PublicPost post);

/// <summary>What a post counts for: its tags, or its categories.</summary>
public delegate ReadOnlySpan<int> PostKeys(in PublicPost post);

/// <summary>
/// All published posts and pages, scheduled ones included, newest first, as of one change of the database. Visibility remains a question
/// about time: each method takes the time for which posts are public.
/// </summary>
public sealed class PublicPosts
{
    private readonly PublicPost[] _posts;
    private readonly int _groups;

    /// <param name="posts">Newest first.</param>
    /// <param name="groups">Their greatest <see cref="PublicPost.Group"/>.</param>
    internal PublicPosts(PublicPost[] posts, int groups) => (_posts, _groups) = (posts, groups);

    /// <summary>Posts and pages, scheduled ones included.</summary>
    public int Count => _posts.Length;

    internal ReadOnlySpan<PublicPost> All => _posts;

    internal ref readonly PublicPost At(int place) => ref _posts[place];

    /// <summary>Posts and pages that are public, hidden ones included, newest first.</summary>
    public ReadOnlySpan<PublicPost> Visible(DateTimeOffset now) => _posts.AsSpan(FirstVisible(now));

    /// <summary>When the next scheduled post becomes public; null if none is scheduled.</summary>
    public DateTimeOffset? NextPublication(DateTimeOffset now) =>
        FirstVisible(now) is > 0 and var first ? _posts[first - 1].Published : null;

    /// <summary>The posts of a list, newest first.</summary>
    /// <param name="language">BCP 47 tag of the edition. Null mixes languages, and a post and its translations stand once: the one in the
    /// main language, or else the oldest that matches.</param>
    /// <param name="main">BCP 47 tag of the main language.</param>
    /// <param name="matches">Null for all posts.</param>
    public PostList List(DateTimeOffset now, string? language, string main, PostFilter? matches = null)
    {
        var first = FirstVisible(now);
        var (places, count) = (ArrayPool<int>.Shared.Rent(_posts.Length - first), 0);
        for (var i = first; i < _posts.Length; i++)
        {
            if (IsListedIn(_posts[i], language) && matches?.Invoke(_posts[i]) != false)
            {
                places[count++] = i;
            }
        }

        return new PostList(this, places, language is null ? Once(places.AsSpan(0, count), main) : count);
    }

    /// <summary>Whether a list has any post.</summary>
    public bool Any(DateTimeOffset now, string? language, PostFilter matches)
    {
        foreach (ref readonly var post in Visible(now))
        {
            if (IsListedIn(post, language) && matches(post))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>BCP 47 tags of the languages in which there are listed posts of that kind.</summary>
    public IReadOnlyList<string> Languages(DateTimeOffset now, PostFilter matches)
    {
        var languages = new List<string>();
        foreach (ref readonly var post in Visible(now))
        {
            if (post.IsListed && !languages.Contains(post.Language, StringComparer.Ordinal) && matches(post))
            {
                languages.Add(post.Language);
            }
        }

        return languages;
    }

    /// <summary>The number of listed posts for each key; a post and its translations count once.</summary>
    public Dictionary<int, int> CountBy(DateTimeOffset now, string? language, PostKeys keysOf)
    {
        var (counts, seen) = (new Dictionary<int, int>(), new HashSet<(int Key, int Group)>());
        foreach (ref readonly var post in Visible(now))
        {
            if (IsListedIn(post, language))
            {
                foreach (var key in keysOf(post))
                {
                    if (post.Group == 0 || seen.Add((key, post.Group)))
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
                    }
                }
            }
        }

        return counts;
    }

    /// <summary>The newest change of listed posts for each key, in Unix milliseconds.</summary>
    public Dictionary<int, long> ChangedBy(DateTimeOffset now, string? language, PostKeys keysOf)
    {
        var changes = new Dictionary<int, long>();
        foreach (ref readonly var post in Visible(now))
        {
            if (IsListedIn(post, language))
            {
                foreach (var key in keysOf(post))
                {
                    ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(changes, key, out _);
                    change = Math.Max(change, post.ChangedAt);
                }
            }
        }

        return changes;
    }

    /// <summary>The listed posts in the language of a post that were published just before and just after it.</summary>
    public (int? Previous, int? Next) Neighbours(Post post, DateTimeOffset now)
    {
        var place = PlaceOf(post);
        var (previous, next) = (place, place - 1);
        while (previous < _posts.Length && (_posts[previous].Id == post.Id || !IsListedIn(_posts[previous], post.Language)))
        {
            previous++;
        }

        for (var first = FirstVisible(now); next >= first && !IsListedIn(_posts[next], post.Language); )
        {
            next--;
        }

        return (previous < _posts.Length ? _posts[previous].Id : null, next >= FirstVisible(now) ? _posts[next].Id : null);
    }

    /// <summary>The listed posts of a post's series in its language, itself included, oldest first.</summary>
    public IReadOnlyList<int> SeriesOf(Post post, DateTimeOffset now)
    {
        var (ids, place) = (new List<int>(), PlaceOf(post));
        if (Is(place, post) && _posts[place].Series is > 0 and var series)
        {
            foreach (ref readonly var other in Visible(now))
            {
                if (other.Series == series && IsListedIn(other, post.Language))
                {
                    ids.Add(other.Id);
                }
            }

            ids.Reverse();
        }

        return ids;
    }

    /// <summary>Public posts and pages, not hidden, in translation groups.</summary>
    /// <param name="groups">As <see cref="PublicPost.Group"/>; 0 is ignored.</param>
    public IReadOnlyList<PublicPost> InGroups(IEnumerable<int> groups, DateTimeOffset now)
    {
        var wanted = groups.Where(group => group > 0).ToHashSet();
        var members = new List<PublicPost>();
        if (wanted.Count > 0)
        {
            foreach (ref readonly var post in Visible(now))
            {
                if (post.Group > 0 && !post.Hidden && wanted.Contains(post.Group))
                {
                    members.Add(post);
                }
            }
        }

        return members;
    }

    private static bool IsListedIn(in PublicPost post, string? language) =>
        post.IsListed && (language is null || string.Equals(post.Language, language, StringComparison.Ordinal));

    private int FirstVisible(DateTimeOffset now) => PlaceOf(now.ToUnixTimeMilliseconds(), int.MaxValue);

    private int PlaceOf(Post post) => PlaceOf(post.PublishedAt!.Value.ToUnixTimeMilliseconds(), post.Id);

    private bool Is(int place, Post post) => place < _posts.Length && _posts[place].Id == post.Id;

    /// <summary>Where a post is, or would be.</summary>
    private int PlaceOf(long publishedAt, int id)
    {
        var (from, to) = (0, _posts.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _posts[middle].CompareTo(publishedAt, id) < 0 ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>Leaves one post of each translation group.</summary>
    /// <returns>How many remain.</returns>
    private int Once(Span<int> places, string main)
    {
        var shown = ArrayPool<int>.Shared.Rent(_groups + 1); // by group: the place of the post that stands for it, and one more
        Array.Clear(shown, 0, _groups + 1);
        foreach (var place in places)
        {
            ref readonly var post = ref _posts[place];
            if (post.Group > 0 && (shown[post.Group] == 0 || StandsFor(post, _posts[shown[post.Group] - 1], main)))
            {
                shown[post.Group] = place + 1;
            }
        }

        var count = 0;
        foreach (var place in places)
        {
            if (_posts[place].Group == 0 || shown[_posts[place].Group] == place + 1)
            {
                places[count++] = place;
            }
        }

        ArrayPool<int>.Shared.Return(shown);
        return count;
    }

    private static bool StandsFor(in PublicPost post, in PublicPost other, string main) =>
        (post.Language == main) == (other.Language == main) ? post.Id < other.Id : post.Language == main;
}
