using Blog.Editor.Previews;

namespace Blog.Editor.PreviewLinks;

/// <summary>
/// Recently rendered shared previews, so that a widely shared link is rendered once for each save and not for each visit (security.md B8).
/// One rendering at a time, which leaves the other of the two slots to authors.
/// </summary>
public sealed class PreviewCache(TimeProvider clock) : IDisposable
{
    public const int Capacity = 16;

    /// <summary>How long an entry stays: what else it depends on (sizes of images, names of categories) may change.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, Item> _items = [];

    /// <summary>The preview of a text, from the cache where possible.</summary>
    /// <param name="text">Identifies the text; a different text has a different key.</param>
    /// <param name="make">Renders it.</param>
    public async Task<PreviewResult> GetAsync(int postId, string text, Func<Task<PreviewResult>> make, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_items.TryGetValue(postId, out var item) && item.Text == text && now - item.At < Life)
            {
                return item.Made;
            }

            var made = await make();
            if (_items.Count >= Capacity && !_items.ContainsKey(postId))
            {
                _items.Remove(_items.MinBy(pair => pair.Value.At).Key);
            }

            _items[postId] = new Item(text, made, now);
            return made;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed record Item(string Text, PreviewResult Made, DateTimeOffset At);
}
