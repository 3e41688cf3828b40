using Blog.Portability.Import;
using Blog.Storage.Database;

namespace Blog.Portability;

/// <summary>Registers import and export.</summary>
public static class PortabilitySetup
{
    /// <summary>Adds the imports; on request, fills an empty database with the sample posts before requests are served.</summary>
    public static IServiceCollection AddPortability(this IServiceCollection services, bool seedSamples)
    {
        services.AddSingleton<MarkdownImport>().AddSingleton<ImportUndo>();
        return seedSamples ? services.AddSingleton(new AfterMigration(SampleBlog.SeedAsync)) : services;
    }
}
