using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Storage.Database;
using Blog.Storage.Telemetry;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Limits rendering to two texts at a time: a running .NET thread cannot be aborted, so the load is bounded by concurrency.
/// </summary>
public sealed class RenderThrottle(MarkdownRenderer renderer, CommentRenderer comments, BlogMetrics meter) : IDisposable
{
    private readonly Throttle _throttle = new(slots: 2) { Finished = meter.Rendered };

    /// <summary>Renders on a pool thread when there is a free slot.</summary>
    public Task<RenderResult> RenderAsync(string markdown, RenderContext context, CancellationToken cancellationToken) =>
        _throttle.RunOnPoolAsync(() => renderer.Render(markdown, context), cancellationToken);

    /// <summary>Counts the words of a text that is not stored as a post yet.</summary>
    public Task<int> CountWordsAsync(string markdown, string language, Notations notations, CancellationToken cancellationToken) =>
        _throttle.RunOnPoolAsync(() => renderer.CountWords(markdown, language, notations), cancellationToken);

    /// <summary>Renders a comment as readers will see it.</summary>
    /// <param name="language">BCP 47 tag of the post.</param>
    public Task<RenderedComment> RenderCommentAsync(string markdown, string language, CancellationToken cancellationToken) =>
        _throttle.RunOnPoolAsync(() => comments.Render(markdown, language), cancellationToken);

    public void Dispose() => _throttle.Dispose();
}
