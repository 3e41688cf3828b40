using Blog.Data;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability;

/// <summary>How writing comes in and goes out.</summary>
public static class PortabilitySetup
{
    /// <summary>Adds the imports; where asked, an empty database is filled with the sample posts before the first reader is let in.</summary>
    public static IServiceCollection AddPortability(this IServiceCollection services, bool seedSamples)
    {
        services.AddSingleton<MarkdownImport>();
        return seedSamples ? services.AddSingleton(new AfterMigration(SeedAsync)) : services;
    }

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "Samples");
        if (Directory.Exists(samples) && !await services.GetRequiredService<BlogDb>().Posts.AnyAsync(cancellationToken))
        {
            await services.GetRequiredService<MarkdownImport>().RunAsync(new ImportRequest(samples) { AsSamples = true }, null, cancellationToken);
        }
    }
}
