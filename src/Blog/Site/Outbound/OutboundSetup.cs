namespace Blog.Site.Outbound;

/// <summary>Outbound requests.</summary>
public static class OutboundSetup
{
    /// <summary>Adds <see cref="SafeHttp"/>.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, SiteOptions options) =>
        services.AddSingleton(provider => new SafeHttp(options, provider.GetRequiredService<TimeProvider>()));
}
