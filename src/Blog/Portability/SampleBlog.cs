using Blog.Data;
using Blog.Data.Settings;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability;

/// <summary>The sample content of a development database: a small bilingual blog, imported by the regular import.</summary>
internal static class SampleBlog
{
    /// <summary>Fills the database if it contains no posts; the settings are changed only then.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        if (!Directory.Exists(folder) || await db.Posts.AnyAsync(cancellationToken))
        {
            return;
        }

        var settings = await db.Settings.SingleAsync(cancellationToken);
        settings.Revise(
            settings.Choices with
            {
                TimeZone = "Asia/Shanghai",
                LicenceName = "CC BY-NC-SA 4.0",
                LicenceUrl = "https://creativecommons.org/licenses/by-nc-sa/4.0/",
                Languages =
                [
                    new SiteLanguage("zh", "zh-CN", "苔痕", "写程序，也写为什么这样写")
                    {
                        Description = "一份技术笔记：数据库、.NET、算法与网站的维护。中英双语。",
                        Navigation = [new NavigationLink("关于", "/about")],
                    },
                    new SiteLanguage("en", "en", "Moss Traces", "Writing programs, and writing down why")
                    {
                        Description = "Technical notes on databases, .NET, algorithms and keeping a site alive, in Chinese and English.",
                        Navigation = [new NavigationLink("About", "/en/about")],
                    },
                ],
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await services
            .GetRequiredService<MarkdownImport>()
            .RunAsync(new ImportRequest(folder) { AsSamples = true }, null, cancellationToken);
    }
}
