using Blog.Reading.Feeds;
using Blog.Reading.Friends;
using Blog.Reading.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blog.Reading;

/// <summary>The public pages: home, posts, tags, categories, archives, search, images.</summary>
public static class ReadingSetup
{
    private static readonly (string Page, string Route)[] Further =
    [
        ("/Reading/Lists/Home", "/page/{number:int}"),
        ("/Reading/Lists/Tag", "/tags/{slug}/page/{number:int}"),
        ("/Reading/Lists/Archives", "/archives/page/{number:int}"),
        ("/Reading/Lists/Archives", "/archives/{year:int:range(1,9998)}"),
        ("/Reading/Lists/Archives", "/archives/{year:int:range(1,9998)}/page/{number:int}"),
        ("/Reading/Lists/Archives", "/archives/{year:int:range(1,9998)}/{month:int:range(1,12)}"),
        ("/Reading/Lists/Archives", "/archives/{year:int:range(1,9998)}/{month:int:range(1,12)}/page/{number:int}"),
    ];

    /// <summary>Adds the other addresses of numbered lists; every page declares its first one itself.</summary>
    public static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, StoredPathPolicy>());
        return services
            .Configure<RouteOptions>(routes => routes.SetParameterPolicy<FriendsConstraint>(FriendsConstraint.Name))
            .AddFeeds()
            .Configure<RazorPagesOptions>(pages =>
            {
                foreach (var (page, route) in Further)
                {
                    pages.Conventions.AddPageRoute(page, route);
                }
            });
    }

    /// <summary>Maps the endpoints that are not pages.</summary>
    public static void MapReading(this WebApplication app)
    {
        app.MapMedia();
        app.MapDiagrams();
        app.MapOpenSearch();
        app.MapFeeds();
    }
}
