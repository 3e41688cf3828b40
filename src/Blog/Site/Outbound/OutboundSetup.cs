namespace Blog.Site.Outbound;

/// <summary>The way out: the one guarded client.</summary>
public static class OutboundSetup
{
    /// <summary>Adds <see cref="SafeHttp"/>.</summary>
    public static IServiceCollection AddOutbound(this IServiceCollection services, SiteOptions options) =>
        services.AddSingleton(provider => new SafeHttp(options, provider.GetRequiredService<TimeProvider>()));
}
