using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Blog.Portability.StaticSite.Pipeline;

/// <summary>
/// The server of a command: listens nowhere. The host builds the pipeline when it starts a server, and <see cref="SitePipeline"/> is all
/// that uses it.
/// </summary>
public sealed class PortlessServer : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }
}
