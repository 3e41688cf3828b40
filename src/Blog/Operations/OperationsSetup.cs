using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Schedule;
using Blog.Operations.Backups.Shelf;
using Blog.Operations.Health;
using Blog.Operations.Logs;
using Blog.Operations.Metrics;
using Blog.Operations.Upkeep;

namespace Blog.Operations;

/// <summary>What the operator sees: whether it lives, whether it is ready, how it does.</summary>
public static class OperationsSetup
{
    /// <summary>Adds what the serving program and the commands share.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<BackupShelf>().AddSingleton<BackupMaker>();

    /// <summary>Adds the work of the serving program: backups by themselves, upkeep of the database.</summary>
    public static IServiceCollection AddOperationsService(this IServiceCollection services) => services
        .AddSingleton<BackupDesk>().AddHostedService<BackupSchedule>()
        .AddSingleton<DatabaseUpkeep>().AddHostedService(provider => provider.GetRequiredService<DatabaseUpkeep>());

    /// <summary>Lets the serving program be watched: health, logs, metrics.</summary>
    public static void AddWatching(this WebApplicationBuilder builder, MetricsOptions metrics)
    {
        builder.Services.AddSingleton<Checkup>();
        builder.AddLogs();
        builder.AddBlogMetrics(metrics);
    }

    /// <summary>The part of the pipeline that stands after routing.</summary>
    public static void UseOperations(this WebApplication app) => app.Use(RouteTag.WriteAsync);

    /// <summary>Maps health and metrics.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
    }
}
