using Blog.Admin.Media;
using Blog.Admin.PostList;
using Blog.Admin.Redirects;
using Blog.Editor.Checklist;
using Blog.Editor.Conflicts;
using Blog.Editor.Editing;
using Blog.Editor.History;
using Blog.Editor.PreviewLinks;
using Blog.Editor.Previews;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin;

/// <summary>The author's desk: posts, and what the owner decides about the site.</summary>
public static class AuthoringSetup
{
    /// <summary>Adds what the pages need beyond the data.</summary>
    public static IServiceCollection AddAuthoring(this IServiceCollection services) =>
        services
            .AddMediaPages()
            .AddScoped<SelectedPosts>()
            .AddScoped<TargetSearch>()
            .AddScoped<EditView>()
            .AddScoped<ConflictFinder>()
            .AddScoped<PreviewRenderer>()
            .AddSingleton<PreviewThrottle>()
            .AddScoped<InternalLinkChecker>()
            .AddScoped<PublishChecklist>()
            .AddScoped<RevisionList>()
            .AddScoped<RevisionLookup>()
            .AddScoped<PreviewLinks>()
            .AddSingleton<PreviewCache>()
            .Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Editor/Editing/Edit", "/admin/posts/new"));
}
