using Blog.Admin.Media;
using Blog.Admin.PostList;
using Blog.Admin.Redirects;

namespace Blog.Admin;

/// <summary>Registers the lists of posts, images, tags, categories and redirects, and the owner's settings.</summary>
public static class AdminSetup
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddMediaPages().AddScoped<SelectedPosts>().AddScoped<GettingStarted>().AddScoped<TargetSearch>();
}
