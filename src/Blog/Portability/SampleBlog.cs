using Blog.Data;
using Blog.Data.Settings;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability;

/// <summary>The sample content of a development database: a small bilingual blog, imported by the regular import.</summary>
internal static class SampleBlog
{
    /// <summary>Fills the database if it contains no posts; settings are filled only then, where they are unset.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        if (!Directory.Exists(folder) || await db.Posts.AnyAsync(cancellationToken))
        {
            return;
        }

        var settings = await db.Settings.SingleAsync(cancellationToken);
        settings.Revise(SampleSettings.AddTo(settings.Choices, isNew: settings.Version == 0));
        await db.SaveChangesAsync(cancellationToken);
        await services
            .GetRequiredService<MarkdownImport>()
            .RunAsync(new ImportRequest(folder) { AsSamples = true }, null, cancellationToken);
    }
}
