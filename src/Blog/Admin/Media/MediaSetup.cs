using Blog.Admin.Media.Sizes;
using Blog.Admin.Media.Upload;

namespace Blog.Admin.Media;

/// <summary>Registers the media pages: upload, library, importing remote images, their sizes.</summary>
internal static class MediaSetup
{
    public static IServiceCollection AddMediaPages(this IServiceCollection services) =>
        services
            .AddSingleton<UploadReader>()
            .AddScoped<UploadResponses>()
            .AddScoped<ImageIngestion>()
            .AddScoped<Uploads>()
            .AddScoped<MediaUsage>()
            .AddScoped<RemoteImages>()
            .AddSingleton<RemoteSizeFetch>()
            .AddSingleton<RemoteSizeWorker>()
            .AddHostedService(services => services.GetRequiredService<RemoteSizeWorker>());
}
