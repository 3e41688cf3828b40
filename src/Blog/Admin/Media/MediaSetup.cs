using Blog.Admin.Media.Sizes;

namespace Blog.Admin.Media;

/// <summary>Registers the media pages: library, importing remote images, their sizes.</summary>
internal static class MediaSetup
{
    public static IServiceCollection AddMediaPages(this IServiceCollection services) =>
        services
            .AddScoped<MediaUsage>()
            .AddScoped<RemoteImages>()
            .AddSingleton<RemoteSizeFetch>()
            .AddSingleton<RemoteSizeWorker>()
            .AddHostedService(services => services.GetRequiredService<RemoteSizeWorker>());
}
