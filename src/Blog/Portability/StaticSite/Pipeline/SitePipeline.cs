using Blog.Caching;
using Blog.Site;
using Blog.Site.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Blog.Portability.StaticSite.Pipeline;

/// <summary>
/// The program's own pipeline, asked in this process without a network port: what it answers is what readers get, headers included. Works
/// in the serving program and in a command.
/// </summary>
/// <remarks>
/// Not <c>Microsoft.AspNetCore.TestHost</c>: its server replaces the one that serves, so that it cannot be used beside it.
/// </remarks>
public sealed class SitePipeline(IServiceScopeFactory scopes, SiteOptions options)
{
    private RequestDelegate? _pipeline;

    /// <summary>Asks as an anonymous reader would, at the public address.</summary>
    /// <param name="path">Decoded, without the base path.</param>
    /// <param name="method">GET or HEAD.</param>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public async Task<SiteResponse> AskAsync(string path, CancellationToken cancellationToken, string method = "GET")
    {
        var pipeline = _pipeline ?? throw new InvalidOperationException("The host has not been started.");
        using var bytes = new MemoryStream();
        var response = new StartedLate();
        var body = new StreamResponseBodyFeature(bytes);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(body);
        features.Set(new StaticCopy());
        features.Set(new Uncached());
        var context = new DefaultHttpContext(features) { ServiceScopeFactory = scopes, RequestAborted = cancellationToken };
        context.Request.Method = method;
        context.Request.Scheme = options.PublicUrl.Scheme;
        context.Request.Host = HostString.FromUriComponent(options.PublicUrl);
        context.Request.Path = options.BasePath.Length == 0 ? path : Uri.UnescapeDataString(options.BasePath) + path;
        context.Request.Protocol = "HTTP/1.1";
        try
        {
            await pipeline(context);
            await body.CompleteAsync();
            await response.StartAsync();
            return new SiteResponse(
                context.Response.StatusCode,
                context.Response.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                bytes.ToArray()
            );
        }
        finally
        {
            await response.CompleteAsync(); // ends the request's services
        }
    }

    internal RequestDelegate Keep(RequestDelegate pipeline) => _pipeline = pipeline;

    /// <summary>Nothing is sent until the whole body is there, so headers may be set until then.</summary>
    private sealed class StartedLate : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Run, object State)> _starting = [];
        private readonly Stack<(Func<object, Task> Run, object State)> _completed = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public Task StartAsync() => RunAsync(_starting);

        public Task CompleteAsync() => RunAsync(_completed);

        private static async Task RunAsync(Stack<(Func<object, Task> Run, object State)> callbacks)
        {
            while (callbacks.TryPop(out var callback))
            {
                await callback.Run(callback.State);
            }
        }
    }
}
