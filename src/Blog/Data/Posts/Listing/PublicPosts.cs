using System.Buffers;

namespace Blog.Data.Posts.Listing;

/// <summary>
/// All published posts and pages, scheduled ones included, newest first, as of one change of the database. Visibility remains a question
/// about time: each method takes the time for which posts are public.
/// </summary>
public sealed class PublicPosts
{
    private readonly PublicPost[] _posts;
    private readonly int _groups;
    private readonly Lazy<PlacesByKey> _byTag;
    private readonly Lazy<PlacesByKey> _byCategory;
    private readonly Lazy<PlacesByKey> _byGroup;
    private readonly Lazy<int[]> _byId; // the place and one more; 0 for none

    /// <param name="posts">Newest first.</param>
    /// <param name="groups">Their greatest <see cref="PublicPost.Group"/>.</param>
    internal PublicPosts(PublicPost[] posts, int groups)
    {
        (_posts, _groups) = (posts, groups);
        _byTag = new(() => new PlacesByKey(posts, (in post, i) => i < post.Tags.Length ? post.Tags[i] : 0));
        _byCategory = new(() => new PlacesByKey(posts, (in post, i) => i == 0 ? post.CategoryId : 0));
        _byGroup = new(() => new PlacesByKey(posts, (in post, i) => i == 0 ? post.Group : 0));
        _byId = new(() =>
        {
            var places = new int[posts.Length == 0 ? 0 : posts.Max(post => post.Id) + 1];
            for (var place = 0; place < posts.Length; place++)
            {
                places[posts[place].Id] = place + 1;
            }

            return places;
        });
    }

    /// <summary>Posts and pages, scheduled ones included.</summary>
    public int Count => _posts.Length;

    internal ReadOnlySpan<PublicPost> All => _posts;

    internal ref readonly PublicPost At(int place) => ref _posts[place];

    /// <summary>Posts and pages that are public, hidden ones included, newest first.</summary>
    public ReadOnlySpan<PublicPost> Visible(DateTimeOffset now) => _posts.AsSpan(FirstVisible(now));

    /// <summary>When the next scheduled post becomes public; null if none is scheduled.</summary>
    public DateTimeOffset? NextPublication(DateTimeOffset now) =>
        FirstVisible(now) is > 0 and var first ? _posts[first - 1].Published : null;

    /// <summary>The post or page with a row id, whenever it is public; null for one that is not published.</summary>
    public PublicPost? Find(int id) => (uint)id < (uint)_byId.Value.Length && _byId.Value[id] is > 0 and var next ? _posts[next - 1] : null;

    /// <summary>The place of the post or page with a row id; -1 for one that is not published.</summary>
    internal int PlaceOf(int id) => (uint)id < (uint)_byId.Value.Length ? _byId.Value[id] - 1 : -1;

    /// <summary>Row ids of the posts at some places.</summary>
    public List<int> IdsAt(ReadOnlyMemory<int> places)
    {
        var ids = new List<int>(places.Length);
        foreach (var place in places.Span)
        {
            ids.Add(_posts[place].Id);
        }

        return ids;
    }

    /// <summary>The places of the posts with a tag, for <see cref="List"/>.</summary>
    public ReadOnlyMemory<int> Tagged(int tagId) => _byTag.Value[tagId];

    /// <summary>The places of the posts that are directly in one of some categories, for <see cref="List"/>.</summary>
    public ReadOnlyMemory<int> Filed(IReadOnlySet<int> categoryIds)
    {
        var places = categoryIds.SelectMany(id => _byCategory.Value[id].ToArray()).ToArray();
        Array.Sort(places);
        return places;
    }

    /// <summary>The posts of a list, newest first.</summary>
    /// <param name="language">BCP 47 tag of the edition. Null mixes languages, and a post and its translations stand once: the one in the
    /// main language, or else the oldest that matches.</param>
    /// <param name="main">BCP 47 tag of the main language.</param>
    /// <param name="among">The places of those that match; null for all posts.</param>
    public PostList List(DateTimeOffset now, string? language, string main, ReadOnlyMemory<int>? among = null)
    {
        var (first, count) = (FirstVisible(now), 0);
        var places = ArrayPool<int>.Shared.Rent(among?.Length ?? (_posts.Length - first));
        if (among is { } some)
        {
            foreach (var place in some.Span)
            {
                if (place >= first && IsListedIn(_posts[place], language))
                {
                    places[count++] = place;
                }
            }
        }
        else
        {
            for (var place = first; place < _posts.Length; place++)
            {
                if (IsListedIn(_posts[place], language))
                {
                    places[count++] = place;
                }
            }
        }

        return new PostList(this, places, language is null ? Once(places.AsSpan(0, count), main) : count);
    }

    /// <summary>Whether a list has any post.</summary>
    public bool Any(DateTimeOffset now, string? language, ReadOnlyMemory<int> among)
    {
        var first = FirstVisible(now);
        foreach (var place in among.Span)
        {
            if (place >= first && IsListedIn(_posts[place], language))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>BCP 47 tags of the languages in which there are listed posts among some.</summary>
    public IReadOnlyList<string> Languages(DateTimeOffset now, ReadOnlyMemory<int> among)
    {
        var (first, languages) = (FirstVisible(now), new List<string>());
        foreach (var place in among.Span)
        {
            if (place >= first && _posts[place].IsListed && !languages.Contains(_posts[place].Language, StringComparer.Ordinal))
            {
                languages.Add(_posts[place].Language);
            }
        }

        return languages;
    }

    /// <summary>The number of listed posts with each tag; a post and its translations count once. Tags without any are left out.</summary>
    public Dictionary<int, int> CountByTag(DateTimeOffset now, string? language) =>
        CountBy(now, language, Enumerable.Range(1, _byTag.Value.Greatest).Select(tag => (tag, (IEnumerable<int>)[tag])), _byTag.Value);

    /// <summary>The number of listed posts in each category and those below it likewise.</summary>
    /// <param name="chainOf">The ids of a category and of those above it.</param>
    public Dictionary<int, int> CountByCategory(DateTimeOffset now, string? language, Func<int, IEnumerable<int>> chainOf)
    {
        var below = Enumerable
            .Range(1, _byCategory.Value.Greatest)
            .SelectMany(id => chainOf(id).Select(above => (Above: above, Id: id)))
            .GroupBy(pair => pair.Above, pair => pair.Id)
            .Select(pair => (pair.Key, (IEnumerable<int>)pair));
        return CountBy(now, language, below, _byCategory.Value);
    }

    /// <summary>When listed posts with each tag changed last, in Unix milliseconds.</summary>
    public Dictionary<int, long> ChangedByTag(DateTimeOffset now, string? language) => ChangedBy(now, language, _byTag.Value);

    /// <summary>When listed posts directly in each category changed last, in Unix milliseconds.</summary>
    public Dictionary<int, long> ChangedByCategory(DateTimeOffset now, string? language) => ChangedBy(now, language, _byCategory.Value);

    /// <summary>When listed posts changed last, in Unix milliseconds; null if there are none.</summary>
    public long? Changed(DateTimeOffset now, string? language)
    {
        long? changed = null;
        foreach (ref readonly var post in Visible(now))
        {
            if (IsListedIn(post, language) && !(post.ChangedAt <= changed))
            {
                changed = post.ChangedAt;
            }
        }

        return changed;
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

    /// <summary>The places of posts with some row ids, for <see cref="List"/>; without those that are not published.</summary>
    public ReadOnlyMemory<int> Places(IEnumerable<int> ids)
    {
        var places = ids.Select(id => PlaceOf(id)).Where(place => place >= 0).ToArray();
        Array.Sort(places);
        return places;
    }

    /// <summary>The listed posts of a post's series in its language, itself included, in the order of the series.</summary>
    public IReadOnlyList<int> SeriesOf(Post post, DateTimeOffset now)
    {
        var (parts, place) = (new List<PublicPost>(), PlaceOf(post));
        if (Is(place, post) && _posts[place].Series is > 0 and var series)
        {
            foreach (ref readonly var other in Visible(now))
            {
                if (other.Series == series && IsListedIn(other, post.Language))
                {
                    parts.Add(other);
                }
            }

            parts.Sort((one, other) => one.OrderInSeriesAgainst(other));
        }

        return parts.ConvertAll(part => part.Id);
    }

    /// <summary>Posts and pages that are public and not hidden, the oldest row first.</summary>
    public IEnumerable<PublicPost> OpenById(DateTimeOffset now)
    {
        var first = FirstVisible(now);
        foreach (var next in _byId.Value)
        {
            if (next > first && !_posts[next - 1].Hidden)
            {
                yield return _posts[next - 1];
            }
        }
    }

    /// <summary>A post and its translations that are public and not hidden, the oldest row first; none without a group.</summary>
    public IReadOnlyList<PublicPost> GroupOf(in PublicPost post, DateTimeOffset now)
    {
        if (post.Group == 0)
        {
            return [];
        }

        var (first, members) = (FirstVisible(now), new List<PublicPost>(2));
        foreach (var place in _byGroup.Value[post.Group].Span)
        {
            if (place >= first && !_posts[place].Hidden)
            {
                members.Add(_posts[place]);
            }
        }

        members.Sort((one, other) => one.Id.CompareTo(other.Id));
        return members;
    }

    private static bool IsListedIn(in PublicPost post, string? language) =>
        post.IsListed && (language is null || string.Equals(post.Language, language, StringComparison.Ordinal));

    private Dictionary<int, int> CountBy(
        DateTimeOffset now,
        string? language,
        IEnumerable<(int Key, IEnumerable<int> Parts)> keys,
        PlacesByKey places
    )
    {
        var (first, counts, seen) = (FirstVisible(now), new Dictionary<int, int>(), new int[_groups + 1]);
        foreach (var (key, parts) in keys)
        {
            var count = 0;
            foreach (var part in parts)
            {
                foreach (var place in places[part].Span)
                {
                    ref readonly var post = ref _posts[place];
                    if (place >= first && IsListedIn(post, language) && (post.Group == 0 || seen[post.Group] != key))
                    {
                        count++;
                        seen[post.Group] = key;
                    }
                }
            }

            if (count > 0)
            {
                counts[key] = count;
            }
        }

        return counts;
    }

    private Dictionary<int, long> ChangedBy(DateTimeOffset now, string? language, PlacesByKey places)
    {
        var (first, changes) = (FirstVisible(now), new Dictionary<int, long>());
        for (var key = 1; key <= places.Greatest; key++)
        {
            long? changed = null;
            foreach (var place in places[key].Span)
            {
                if (place >= first && IsListedIn(_posts[place], language) && !(_posts[place].ChangedAt <= changed))
                {
                    changed = _posts[place].ChangedAt;
                }
            }

            if (changed is { } at)
            {
                changes[key] = at;
            }
        }

        return changes;
    }

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
            (from, to) = _posts[middle].OrderAgainst(publishedAt, id) < 0 ? (middle + 1, to) : (from, middle);
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
