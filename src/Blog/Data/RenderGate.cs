using System.Diagnostics;
using Blog.Data.Measuring;
using Blog.Rendering;

namespace Blog.Data;

/// <summary>Lets two renderings run at a time: a .NET thread cannot be stopped, so their number is what bounds the load.</summary>
public sealed class RenderGate(MarkdownRenderer renderer, BlogMeter meter) : IDisposable
{
    private readonly SemaphoreSlim places = new(2, 2);

    /// <summary>Renders on a worker thread when a place is free.</summary>
    public async Task<RenderResult> RenderAsync(string markdown, RenderContext context, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        var from = Stopwatch.GetTimestamp();
        try
        {
            return await Task.Run(() => renderer.Render(markdown, context), cancellationToken);
        }
        finally
        {
            meter.Rendered(from);
            places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => places.Dispose();
}
