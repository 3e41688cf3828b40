using Blog.Portability.Git.Hooks;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;

namespace Blog.Portability.Git;

/// <summary>Registers what keeps the blog and a git repository in step.</summary>
public static class GitSetup
{
    /// <summary>Adds what the serving program and the commands share.</summary>
    public static IServiceCollection AddGit(this IServiceCollection services) =>
        services
            .AddSingleton(new GitOptions())
            .AddSingleton<ConnectionStore>()
            .AddSingleton<GitSync>()
            .AddScoped<GitChanges>()
            .AddScoped<ConflictReader>();

    /// <summary>Maps the address of the webhook.</summary>
    public static void MapGit(this IEndpointRouteBuilder routes) => HookEndpoint.Map(routes);

    /// <summary>Adds the background work of the serving program.</summary>
    public static IServiceCollection AddGitService(this IServiceCollection services) =>
        services.AddSingleton<GitService>().AddHostedService(provider => provider.GetRequiredService<GitService>());
}
