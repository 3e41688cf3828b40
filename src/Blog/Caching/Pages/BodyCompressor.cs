using System.Threading.Channels;

namespace Blog.Caching.Pages;

/// <summary>
/// Gives the bodies of pages in the coding that is asked for. The first reader gets a quick compression; the best one, which takes ten
/// times as long, is made in the background, a page at a time, and replaces it.
/// </summary>
internal sealed class BodyCompressor(PageStore pages) : BackgroundService
{
    private const int Waiting = 1_000;

    private readonly Channel<(CachedPage Page, string Coding)> _wanted = Channel.CreateBounded<(CachedPage, string)>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public CachedBody BodyOf(CachedPage page, string coding)
    {
        var body = page.In(coding, out var isNew);
        if (isNew)
        {
            Improve(page, coding);
        }

        return body;
    }

    /// <summary>Takes over a quick compression, to be replaced as well.</summary>
    public void Adopt(CachedPage page, CachedBody body)
    {
        page.Adopt(body);
        Improve(page, body.Coding);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (page, coding) in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            if (ReferenceEquals(pages.ByKey(page.Key), page) && !page.IsStale)
            {
                page.CompressBest(coding);
                pages.Resized(page);
            }
        }
    }

    private void Improve(CachedPage page, string coding)
    {
        pages.Resized(page);
        _wanted.Writer.TryWrite((page, coding));
    }
}
