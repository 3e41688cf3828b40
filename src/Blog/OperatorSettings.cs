using Blog.Accounts.Management;
using Blog.Caching;
using Blog.Operations.Announcing;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Cdn;
using Blog.Operations.Metrics;
using Blog.Operations.Replication;
using Blog.Portability.StaticSite.Publishing;
using Blog.Site;
using Blog.Site.Security;
using Blog.Storage.DataDirectory;

namespace Blog;

/// <summary>All settings of the operator, read and validated together.</summary>
internal sealed record OperatorSettings(
    SiteOptions Site,
    OwnerOptions? Owner,
    FirstStart FirstStart,
    MetricsOptions Metrics,
    BackupOptions Backups,
    OffsiteOptions Offsite,
    ReplicaOptions Replica,
    AnnouncingOptions Announcing,
    StaticSiteOptions StaticSite,
    CacheSettings Cache,
    CdnOptions Cdn,
    SecurityLogOptions SecurityLog,
    string DataFolder
)
{
    /// <summary>Reads them.</summary>
    /// <param name="isDevelopment">Whether the public address may be left out.</param>
    /// <param name="contentRoot">The base of a relative folder.</param>
    /// <param name="errors">All errors, one per line; empty where everything is valid.</param>
    public static OperatorSettings? Read(
        IConfiguration configuration,
        bool isDevelopment,
        string contentRoot,
        out IReadOnlyList<string> errors
    )
    {
        var site = SiteOptions.Read(configuration, isDevelopment, out var siteFault);
        var owner = OwnerOptions.Read(configuration, out var ownerFault);
        var first = FirstStart.Read(configuration, out var firstFault);
        var folder = DataFolderOf(configuration, contentRoot, out var folderFault);
        var backups = BackupOptions.Read(configuration, contentRoot, new DataFolder(folder), out var backupFault);
        var announcing = AnnouncingOptions.Read(configuration, out var announcingFault);
        var staticSite = StaticSiteOptions.Read(configuration, contentRoot, new DataFolder(folder), out var staticSiteFault);
        var cache = CacheSettings.Read(configuration, out var cacheFault);
        var cdn = CdnOptions.Read(configuration, out var cdnFault);
        var securityLog = SecurityLogOptions.Read(configuration, contentRoot, out var securityLogFault);
        var offsite = OffsiteOptions.Read(configuration, backups, out var offsiteFault);
        var replica = ReplicaOptions.Read(configuration, out var replicaFault);
        var metrics = MetricsOptions.Read(configuration, out var metricsFault);
        errors = new[]
        {
            siteFault,
            ownerFault,
            firstFault,
            folderFault,
            backupFault,
            offsiteFault,
            announcingFault,
            staticSiteFault,
            cacheFault,
            cdnFault,
            securityLogFault,
            replicaFault,
            metricsFault,
            ListenAddresses.FindError(configuration, metrics?.Port),
        }
            .OfType<string>()
            .ToList();
        return
            errors.Count > 0
            || site is null
            || metrics is null
            || backups is null
            || offsite is null
            || replica is null
            || announcing is null
            || staticSite is null
            || cache is null
            || cdn is null
            || securityLog is null
            ? null
            : new OperatorSettings(
                site,
                owner,
                first,
                metrics,
                backups,
                offsite,
                replica,
                announcing,
                staticSite,
                cache,
                cdn,
                securityLog,
                folder
            );
    }

    /// <summary>Absolute path of the data folder.</summary>
    public static string DataFolderOf(IConfiguration configuration, string contentRoot, out string? error)
    {
        var written = configuration["Blog:DataDirectory"];
        var folder = Path.GetFullPath(string.IsNullOrWhiteSpace(written) ? "data" : written, contentRoot);
        error = File.Exists(folder) ? $"Blog__DataDirectory is '{written}': it must be a folder, and {folder} is a file" : null;
        return folder;
    }
}
