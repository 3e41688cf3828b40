namespace Blog.Site.Upload;

/// <summary>Registers what takes images from forms: the library, the editor, settings and profiles.</summary>
internal static class UploadSetup
{
    public static IServiceCollection AddUploads(this IServiceCollection services) =>
        services
            .AddSingleton<UploadReader>()
            .AddScoped<UploadResponses>()
            .AddScoped<ImageIngestion>()
            .AddScoped<Uploads>()
            .AddScoped<PictureUploads>();
}
