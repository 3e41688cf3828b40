using Blog.Rendering;

namespace Blog.Data;

/// <summary>Lets two renderings run at a time: a .NET thread cannot be stopped, so their number is what bounds the load.</summary>
public sealed class RenderGate(MarkdownRenderer renderer) : IDisposable
{
    private readonly SemaphoreSlim places = new(2, 2);

    /// <summary>Renders on a worker thread when a place is free.</summary>
    public async Task<RenderResult> RenderAsync(string markdown, RenderContext context, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => renderer.Render(markdown, context), cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => places.Dispose();
}
