using Blog.Reading.Feeds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading;

/// <summary>What readers come for: home, posts, tags, categories, archive, pictures.</summary>
public static class ReadingSetup
{
    /// <summary>Adds the second address of the home page; every other page states its own.</summary>
    public static IServiceCollection AddReading(this IServiceCollection services) =>
        services.AddFeeds().Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Reading/Home", "/page/{number:int}"));

    /// <summary>Maps what is no page.</summary>
    public static void MapReading(this WebApplication app)
    {
        app.MapMedia();
        app.MapFeeds();
    }
}
