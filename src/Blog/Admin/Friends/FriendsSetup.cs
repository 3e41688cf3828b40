namespace Blog.Admin.Friends;

/// <summary>Registers the administration of the friends page, and the checks of its addresses.</summary>
internal static class FriendsSetup
{
    public static IServiceCollection AddFriendsPages(this IServiceCollection services) =>
        services.AddScoped<FriendAvatars>().AddSingleton<FriendChecks>().AddHostedService<FriendCheckService>();
}
