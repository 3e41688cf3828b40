using Blog.Storage.Database;
using Microsoft.AspNetCore.Routing.Matching;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>Marks the endpoint that <see cref="MarkdownAddressPolicy"/> decides about.</summary>
internal sealed class MarkdownAddress;

/// <summary>
/// Rules out the Markdown endpoint if there is no source at a path, so that the post page handles it like every other path: with a post of
/// that name, a redirect, or 404.
/// </summary>
internal sealed class MarkdownAddressPolicy(Readiness readiness) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsMarked);

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            // With a base path, routing runs before the middleware that waits for the database.
            if (candidates.IsValidCandidate(i) && IsMarked(candidates[i].Endpoint) && readiness.IsReady)
            {
                var sources = httpContext.RequestServices.GetRequiredService<MarkdownSources>();
                candidates.SetValidity(
                    i,
                    await sources.FindAsync(httpContext.Request.Path.Value ?? "/", httpContext.RequestAborted) is not null
                );
            }
        }
    }

    private static bool IsMarked(Endpoint endpoint) => endpoint.Metadata.GetMetadata<MarkdownAddress>() is not null;
}
