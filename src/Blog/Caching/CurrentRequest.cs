using System.Diagnostics;

namespace Blog.Caching;

/// <summary>
/// The request at hand, for services that are not given it. The framework's own accessor is set by the host for every request, which costs
/// a kept page a tenth of its time; this one is set behind <see cref="Pages.FrontCache"/>, which needs none.
/// </summary>
internal sealed class CurrentRequest : IHttpContextAccessor
{
    private readonly AsyncLocal<Holder?> _current = new();

    /// <summary>Null outside of a request. What the host sets is left aside.</summary>
    public HttpContext? HttpContext
    {
        get => _current.Value?.Context;
        set { }
    }

    /// <summary>Runs what follows as part of a request.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var holder = new Holder { Context = context };
        _current.Value = holder;
        // Its trace id is the number that an error page and the log show. The host makes one only where somebody collects traces.
        using var activity = Activity.Current is null ? new Activity(nameof(CurrentRequest)).Start() : null;
        try
        {
            await next(context);
        }
        finally
        {
            holder.Context = null; // also for work that outlives the request: a context is used again for another one
        }
    }

    private sealed class Holder
    {
        public HttpContext? Context { get; set; }
    }
}
