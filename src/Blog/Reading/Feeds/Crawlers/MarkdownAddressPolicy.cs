using Blog.Storage.Database;
using Microsoft.AspNetCore.Routing.Matching;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>Marks the endpoint that <see cref="MarkdownAddressPolicy"/> decides about.</summary>
internal sealed class MarkdownAddress;

/// <summary>
/// Takes the Markdown endpoint out of the running where there is no source at a path, so that the post's page answers as it does for every other
/// path: with a post of that name, a redirect, or 404.
/// </summary>
internal sealed class MarkdownAddressPolicy(Readiness readiness) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsMarked);

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            // Below a base path routing comes before anybody waits for the database.
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
