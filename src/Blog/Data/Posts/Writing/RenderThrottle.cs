using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Storage.Database;
using Blog.Storage.Telemetry;

namespace Blog.Data.Posts.Writing;

/// <summary>Renders two texts at a time: a .NET thread cannot be stopped, so their number is what bounds the load.</summary>
public sealed class RenderThrottle(MarkdownRenderer renderer, BlogMetrics meter) : IDisposable
{
    private readonly Throttle _throttle = new(slots: 2) { Finished = meter.Rendered };

    /// <summary>Renders on a pool thread when there is a free slot.</summary>
    public Task<RenderResult> RenderAsync(string markdown, RenderContext context, CancellationToken cancellationToken) =>
        _throttle.RunOnPoolAsync(() => renderer.Render(markdown, context), cancellationToken);

    public void Dispose() => _throttle.Dispose();
}
