using Blog.Portability.Downloads;
using Blog.Portability.Export;
using Blog.Portability.Git;
using Blog.Portability.Import;
using Blog.Portability.Uploads;
using Blog.Site.Upload;
using Blog.Storage.Database;

namespace Blog.Portability;

/// <summary>Registers import and export.</summary>
public static class PortabilitySetup
{
    /// <summary>Adds the imports; on request, fills an empty database with the sample posts before requests are served.</summary>
    public static IServiceCollection AddPortability(this IServiceCollection services, bool seedSamples)
    {
        services
            .AddRemoteImages()
            .AddSingleton<MarkdownImport>()
            .AddSingleton<CommentImport>()
            .AddSingleton<ImportUndo>()
            .AddSingleton<BlogExport>()
            .AddSingleton<ImportFolders>()
            .AddGit();
        return seedSamples ? services.AddSingleton(new AfterMigration(SampleBlog.SeedAsync)) : services;
    }

    /// <summary>Maps what git services call.</summary>
    public static void MapPortability(this WebApplication app) => app.MapGit();

    /// <summary>Adds the imports and exports that owners start in the admin of the serving program.</summary>
    public static IServiceCollection AddPortabilityService(this IServiceCollection services) =>
        services
            .AddSingleton<ImportWorker>()
            .AddHostedService(provider => provider.GetRequiredService<ImportWorker>())
            .AddSingleton<ExportWorker>()
            .AddHostedService(provider => provider.GetRequiredService<ExportWorker>())
            .AddGitService();
}
