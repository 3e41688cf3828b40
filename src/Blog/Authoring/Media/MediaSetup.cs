using Blog.Authoring.Media.Uploading;

namespace Blog.Authoring.Media;

/// <summary>The media pages: upload, library, bringing images home.</summary>
internal static class MediaSetup
{
    public static IServiceCollection AddMediaPages(this IServiceCollection services) => services
        .AddSingleton<UploadReader>()
        .AddScoped<UploadAnswers>()
        .AddScoped<ImageIntake>()
        .AddScoped<Uploads>()
        .AddScoped<MediaUses>()
        .AddScoped<RemoteImages>();
}
