namespace Blog.Data.Posts.Listing;

/// <summary>The places of posts by a small number that they have: their tags, their category, their translation group.</summary>
internal sealed class PlacesByKey
{
    private readonly int[] _starts;
    private readonly int[] _places;

    /// <param name="keyAt">The keys of a post by index; 0 after the last one.</param>
    public PlacesByKey(PublicPost[] posts, KeyAt keyAt)
    {
        var greatest = 0;
        for (var place = 0; place < posts.Length; place++)
        {
            for (var i = 0; keyAt(posts[place], i) is > 0 and var key; i++)
            {
                greatest = Math.Max(greatest, key);
            }
        }

        _starts = new int[greatest + 2];
        for (var place = 0; place < posts.Length; place++)
        {
            for (var i = 0; keyAt(posts[place], i) is > 0 and var key; i++)
            {
                _starts[key]++;
            }
        }

        for (var key = 1; key < _starts.Length; key++)
        {
            _starts[key] += _starts[key - 1]; // the end of each for now: filled from there backwards, it becomes the start
        }

        _places = new int[_starts[^1]];
        for (var place = posts.Length - 1; place >= 0; place--)
        {
            for (var i = 0; keyAt(posts[place], i) is > 0 and var key; i++)
            {
                _places[--_starts[key]] = place;
            }
        }
    }

    internal delegate int KeyAt(in PublicPost post, int index);

    /// <summary>The greatest key.</summary>
    public int Greatest => _starts.Length - 2;

    /// <summary>In the order of the posts.</summary>
    public ReadOnlyMemory<int> this[int key] =>
        key > 0 && key <= Greatest ? _places.AsMemory(_starts[key].._starts[key + 1]) : ReadOnlyMemory<int>.Empty;
}
