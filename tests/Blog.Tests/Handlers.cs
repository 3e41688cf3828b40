using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests;

/// <summary>One endpoint of the program.</summary>
/// <param name="Template">Route, with a slash before it.</param>
/// <param name="Name">Name of a page's handler; null for its only one.</param>
/// <param name="IsPage">Whether a Razor page answers.</param>
public sealed record Handler(string Method, string Template, string? Name, bool IsPage)
{
    public override string ToString() => $"{Method} {Template}{(Name is null ? "" : " " + Name)}";
}

/// <summary>Every endpoint, read from the running program.</summary>
public static class Handlers
{
    public static async Task<IReadOnlyList<Handler>> OfAsync(BlogApplication blog)
    {
        var loader = blog.Services.GetRequiredService<PageLoader>();
        var found = new List<Handler>();
        foreach (var endpoint in blog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                var methods =
                    endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
                    ?? throw new InvalidOperationException($"{template} takes every method");
                found.AddRange(methods.Select(method => new Handler(method, template, null, IsPage: false)));
                continue;
            }

            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            found.Add(new Handler("GET", template, null, IsPage: true));
            found.AddRange(
                compiled
                    .HandlerMethods.Where(handler => handler.HttpMethod != "Get" || handler.Name is not null)
                    .Select(handler => new Handler(handler.HttpMethod.ToUpperInvariant(), template, handler.Name, IsPage: true))
            );
        }

        return found;
    }
}
