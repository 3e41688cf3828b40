using Blog.Portability.Import;
using Blog.Storage.Database;

namespace Blog.Portability;

/// <summary>How writing comes in and goes out.</summary>
public static class PortabilitySetup
{
    /// <summary>Adds the imports; where asked, an empty database is filled with the sample posts before the first reader is let in.</summary>
    public static IServiceCollection AddPortability(this IServiceCollection services, bool seedSamples)
    {
        services.AddSingleton<MarkdownImport>();
        return seedSamples ? services.AddSingleton(new AfterMigration(SampleBlog.SeedAsync)) : services;
    }
}
