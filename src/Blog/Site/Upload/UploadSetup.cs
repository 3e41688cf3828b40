using Blog.Site.Outbound;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blog.Site.Upload;

/// <summary>Registers what takes images from forms: the library, the editor, settings and profiles.</summary>
public static class UploadSetup
{
    /// <summary>Adds what fetches images from other hosts, where nothing else of the site is needed: in commands.</summary>
    public static IServiceCollection AddRemoteImages(this IServiceCollection services)
    {
        services.AddOutbound();
        services.TryAddScoped<ImageIngestion>();
        services.TryAddScoped<RemoteImageIngestion>();
        return services;
    }

    internal static IServiceCollection AddUploads(this IServiceCollection services) =>
        services
            .AddSingleton<UploadReader>()
            .AddScoped<UploadResponses>()
            .AddScoped<AttachmentIngestion>()
            .AddScoped<Uploads>()
            .AddScoped<PictureUploads>()
            .AddRemoteImages();
}
