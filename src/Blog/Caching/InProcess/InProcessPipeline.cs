using Microsoft.AspNetCore.Http.Features;

namespace Blog.Caching.InProcess;

/// <summary>
/// The program's own pipeline, asked in this process without a network port. Works in the serving program and in a command.
/// </summary>
/// <remarks>
/// Not <c>Microsoft.AspNetCore.TestHost</c>: its server replaces the one that serves, so that it cannot be used beside it.
/// </remarks>
public sealed class InProcessPipeline(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime)
{
    private RequestDelegate? _pipeline;

    /// <summary>Returns once the host has started: there is nothing to ask before.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Asks for one address.</summary>
    /// <param name="prepare">Sets what the request is.</param>
    /// <param name="body">Takes the body of the response.</param>
    /// <returns>Status and headers of the response.</returns>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public async Task<(int Status, IHeaderDictionary Headers)> AskAsync(
        Action<HttpContext> prepare,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var pipeline = _pipeline ?? throw new InvalidOperationException("The host has not been started.");
        var response = new StartedLate();
        var sent = new Body(body, response);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(sent);
        var context = new DefaultHttpContext(features) { ServiceScopeFactory = scopes, RequestAborted = cancellationToken };
        context.Request.Protocol = "HTTP/1.1";
        prepare(context);
        try
        {
            await pipeline(context);
            await sent.CompleteAsync();
            await response.StartAsync();
            return (context.Response.StatusCode, context.Response.Headers);
        }
        finally
        {
            await response.CompleteAsync(); // ends the request's services
        }
    }

    internal RequestDelegate Keep(RequestDelegate pipeline) => _pipeline = pipeline;

    /// <summary>A body whose response starts where the pipeline says so, or at the end.</summary>
    private sealed class Body(Stream stream, StartedLate response) : StreamResponseBodyFeature(stream)
    {
        public override async Task StartAsync(CancellationToken cancellationToken = default)
        {
            await response.StartAsync();
            await base.StartAsync(cancellationToken);
        }
    }

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
