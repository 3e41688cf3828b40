namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// How many files the sitemap had a moment ago. Whoever asks for files that are not there must not make the program count all posts and
/// lists each time.
/// </summary>
internal sealed class SitemapSize(TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private Noted? _noted;

    /// <summary>Remembers what was counted; the index always counts, so that each part that it names is found.</summary>
    public void Note(int files) => _noted = new Noted(files, clock.GetTimestamp());

    /// <summary>Whether there is no such part.</summary>
    public bool Excludes(int part) =>
        _noted is { } noted && (noted.Files == 1 || part > noted.Files) && clock.GetElapsedTime(noted.At) < Holds;

    private sealed record Noted(int Files, long At);
}
