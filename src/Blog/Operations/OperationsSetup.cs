using Blog.Operations.Announcing;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Backups.Schedule;
using Blog.Operations.Cdn;
using Blog.Operations.Doctor;
using Blog.Operations.Health;
using Blog.Operations.Logs;
using Blog.Operations.Maintenance;
using Blog.Operations.Metrics;
using Blog.Operations.Replication;

namespace Blog.Operations;

/// <summary>Registers operations: health, logs, metrics, backups, maintenance.</summary>
public static class OperationsSetup
{
    /// <summary>Adds what the serving program and the commands share.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services
            .AddSingleton<BackupCatalog>()
            .AddSingleton<BackupBuilder>()
            .AddSingleton<OffsiteCatalog>()
            .AddSingleton<OffsiteBackups>()
            .AddSingleton<DrillCatalog>()
            .AddSingleton<RestoreDrill>()
            .AddSingleton<ReplicaCatalog>()
            .AddSingleton<ReplicaCheck>();

    /// <summary>
    /// Adds the background work of the serving program: scheduled backups and their copies, maintenance of the database, notices to search
    /// engines and a CDN.
    /// </summary>
    public static IServiceCollection AddOperationsService(this IServiceCollection services, AnnouncingOptions announcing, CdnOptions cdn) =>
        services
            .AddSingleton(announcing)
            .AddSingleton(cdn)
            .AddHostedService<CdnPurge>()
            .AddSingleton<EngineRequests>()
            .AddHostedService<AnnouncingService>()
            .AddSingleton<BackupService>()
            .AddHostedService<BackupSchedule>()
            .AddHostedService<OffsiteService>()
            .AddHostedService<DrillService>()
            .AddHostedService<HeartbeatService>()
            .AddSingleton<DatabaseMaintenance>()
            .AddHostedService(provider => provider.GetRequiredService<DatabaseMaintenance>());

    /// <summary>Adds the monitoring of the serving program: health, logs, metrics.</summary>
    public static void AddWatching(this WebApplicationBuilder builder, MetricsOptions metrics)
    {
        builder.Services.AddScoped<PostStats>().AddSingleton<HealthChecker>().AddSingleton<DoctorPass>();
        builder.AddLogs();
        builder.AddBlogMetrics(metrics);
    }

    /// <summary>The part of the pipeline after routing.</summary>
    public static void UseOperations(this WebApplication app) => app.Use(RouteTag.WriteAsync);

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapDoctor();
        app.MapMetrics();
    }
}
