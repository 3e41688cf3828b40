using Blog.Authoring.Editing;
using Blog.Authoring.Editing.Care;
using Blog.Authoring.Editing.Conflicts;
using Blog.Authoring.Editing.Previews;
using Blog.Authoring.History;
using Blog.Authoring.Listing;
using Blog.Authoring.Media;
using Blog.Authoring.Previewing;
using Blog.Authoring.Redirecting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Authoring;

/// <summary>The author's desk: posts, and what the owner decides about the site.</summary>
public static class AuthoringSetup
{
    /// <summary>Adds what the pages need beyond the data.</summary>
    public static IServiceCollection AddAuthoring(this IServiceCollection services) => services
        .AddMediaPages().AddScoped<PickedPosts>().AddScoped<TargetSearch>()
        .AddScoped<EditView>().AddScoped<Clashes>().AddScoped<PreviewMaker>().AddSingleton<PreviewTurns>()
        .AddScoped<OwnLinks>().AddScoped<CareList>().AddScoped<Trail>().AddScoped<Versions>()
        .AddScoped<PreviewLinks>().AddSingleton<PreviewShelf>()
        .Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Authoring/Editing/Edit", "/admin/posts/new"));
}
