using Blog.Admin.Friends;
using Blog.Admin.Media;
using Blog.Admin.PostList;
using Blog.Admin.Redirects;
using Blog.Admin.Settings;

namespace Blog.Admin;

/// <summary>Registers the lists of posts, images, tags, categories and redirects, and the owner's settings.</summary>
public static class AdminSetup
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services
            .AddMediaPages()
            .AddFriendsPages()
            .AddScoped<AnnouncingChanges>()
            .AddScoped<SelectedPosts>()
            .AddScoped<GettingStarted>()
            .AddScoped<TargetSearch>();
}
