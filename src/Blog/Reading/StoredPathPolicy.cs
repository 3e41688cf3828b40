using Blog.Site.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing.Matching;

namespace Blog.Reading;

/// <summary>Selects the post page alone if a stored path takes precedence over a system page.</summary>
internal sealed class StoredPathPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private const string PostPage = "/Reading/Posts/Post";

    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsPost) && !endpoints.All(IsPost);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (httpContext.Features.Get<StoredPath>() is not null && candidates.IsValidCandidate(i) && !IsPost(candidates[i].Endpoint))
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsPost(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath == PostPage;
}
