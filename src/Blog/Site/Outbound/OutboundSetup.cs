using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blog.Site.Outbound;

/// <summary>Outbound requests.</summary>
public static class OutboundSetup
{
    /// <summary>Adds <see cref="SafeHttp"/>, once.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new SafeHttp(
            provider.GetRequiredService<SiteOptions>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }
}
