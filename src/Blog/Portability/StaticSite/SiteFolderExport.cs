using Blog.Portability.Output;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Servers;
using Blog.Site;

namespace Blog.Portability.StaticSite;

/// <summary>Writes the static site into a folder, with the configuration of what sends it.</summary>
public sealed class SiteFolderExport(StaticSiteExport export, SiteOptions options)
{
    /// <summary>Brings a folder up to date.</summary>
    /// <param name="path">Of the folder; what the program did not write there is left alone.</param>
    /// <param name="all">Whether to make every page again.</param>
    /// <exception cref="OutputException">The folder cannot be used.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task<StaticSiteReport> RunAsync(
        string path,
        bool all,
        IProgress<StaticSiteProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        using var folder = OutputFolder.Open(path, SiteFolder.List);
        var target = new SiteFolder(folder);
        var site = await export.RunAsync(target, all, progress, cancellationToken);
        var rules = new ServerRules(options, target.Root, site.Kinds, site.Exceptions, site.Slashed, site.Redirects);
        await folder.WriteAsync("nginx.conf", NginxConfiguration.Server(rules), cancellationToken);
        await folder.WriteAsync("redirects.map", NginxConfiguration.Redirects(rules), cancellationToken);
        await folder.WriteAsync("Caddyfile", CaddyConfiguration.Of(rules), cancellationToken);
        await folder.WriteAsync(SiteFolder.Public + "_headers", HostingFiles.Headers(rules), cancellationToken);
        await folder.WriteAsync(SiteFolder.Public + "_redirects", HostingFiles.Redirects(rules), cancellationToken);
        await folder.WriteAsync(SiteFolder.Public + ".nojekyll", "", cancellationToken); // for GitHub Pages
        folder.Finish();
        return new StaticSiteReport(site.Posts, folder.Files.Count, site.Made, folder.Written, folder.Removed)
        {
            Warnings = site.Warnings,
            DeadLinks = site.DeadLinks,
        };
    }
}
