using Blog.Admin.Media.Upload;

namespace Blog.Admin.Media;

/// <summary>The media pages: upload, library, bringing images home.</summary>
internal static class MediaSetup
{
    public static IServiceCollection AddMediaPages(this IServiceCollection services) =>
        services
            .AddSingleton<UploadReader>()
            .AddScoped<UploadResponses>()
            .AddScoped<ImageIngestion>()
            .AddScoped<Uploads>()
            .AddScoped<MediaUsage>()
            .AddScoped<RemoteImages>();
}
