using System.Reflection;
using Blog.Data.Comments;
using Blog.Data.Diagrams;
using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Posts;
using Blog.Data.Posts.Copies;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Listing;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Blog.Data.Search;
using Blog.Data.Security;
using Blog.Data.Settings;
using Blog.Data.Snippets;
using Blog.Data.Startup;
using Blog.Data.Suggestions;
using Blog.Data.Taxonomy;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blog.Data;

/// <summary>Registers the data layer: the domain and its database, independent of HTTP.</summary>
public static class DataSetup
{
    /// <summary>
    /// Found once: left to itself, EF looks for it by reflection for every context. Null while a migration is made, for which the generated
    /// files are moved away.
    /// </summary>
    private static readonly IModel? CompiledModel = typeof(BlogDb)
        .Assembly.GetCustomAttributes<DbContextModelAttribute>()
        .Where(model => model.ContextType == typeof(BlogDb))
        .Select(model => (IModel)model.ModelType.GetProperty("Instance")!.GetValue(null)!)
        .SingleOrDefault();

    /// <summary>Adds the database and its services. Interceptors registered by higher layers are resolved from the container.</summary>
    public static IServiceCollection AddData(this IServiceCollection services) =>
        services
            .AddMetrics()
            .AddSingleton<BlogMetrics>()
            .AddSingleton<JobStatus>()
            .AddSingleton<StaticCopyStatus>()
            .AddSingleton<RepositoryStatus>()
            .AddSingleton<DataSizes>()
            .AddSingleton<DataFolder>()
            .AddSingleton<FreeSpace>(Disk.FreeAt)
            .AddSingleton<WriteGate>()
            .AddSingleton<RenderThrottle>()
            .AddSingleton<DraftWordCounts>()
            .AddSingleton<Readiness>()
            .AddSingleton<UpgradeSnapshots>()
            .AddSingleton<UpgradeMark>()
            .AddSingleton<DatabaseUpgrade>()
            .AddSingleton<CleanStop>()
            .AddSingleton<DatabaseStart>()
            .AddSingleton<SecurityJournal>()
            .AddSingleton<Rerendering>()
            .AddSingleton<StartupMaintenance>()
            .AddSingleton<DatabaseChangeMonitor>()
            .AddSingleton<PathOverrides>()
            .AddSingleton<RowChangeRecorder>()
            .AddSingleton<PublicPostIndex>()
            .AddSingleton<IInterceptor, SqlitePragmas>()
            .AddSingleton<IInterceptor>(provider => provider.GetRequiredService<RowChangeRecorder>())
            .AddSingleton<IInterceptor, DatabaseChangeMonitor.AtTransactionStart>()
            .AddSingleton<IInterceptor, SearchIndexInterceptor>()
            .AddSingleton<IInterceptor, CommandDurationInterceptor>()
            .AddDbContext<BlogDb>(
                (provider, builder) =>
                    (CompiledModel is null ? builder : builder.UseModel(CompiledModel))
                        .UseSqlite(
                            provider.GetRequiredService<DataFolder>().ConnectionString,
                            sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                        )
                        // UpgradeMark undoes what an interrupted migration leaves behind.
                        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning))
                        .AddInterceptors(provider.GetServices<IInterceptor>()),
                optionsLifetime: ServiceLifetime.Singleton // the same for every context, and dear to put together
            )
            .AddScoped<OpenPosts>()
            .AddScoped<CopyLog>()
            .AddScoped<CategoryNames>()
            .AddScoped<Translations>()
            .AddScoped<DraftLoader>()
            .AddScoped<RedirectClaims>()
            .AddScoped<DraftReader>()
            .AddScoped<PostPlanner>()
            .AddScoped<PostWriter>()
            .AddScoped<MediaStore>()
            .AddScoped<MediaLibrary>()
            .AddScoped<DiagramStore>()
            .AddScoped<MediaReplacement>()
            .AddScoped<SitePictures>()
            .AddScoped<UsedMedia>()
            .AddScoped<SecretStore>()
            .AddScoped<OrphanedMediaCleanup>()
            .AddScoped<SamplePosts>()
            .AddScoped<MediaVariants>()
            .AddScoped<AddressLookup>()
            .AddScoped<PublicPaths>()
            .AddScoped<KnownComments>()
            .AddSingleton<AttackMode>()
            .AddScoped<CommentWriter>()
            .AddScoped<CommentPeopleWriter>()
            .AddScoped<ImportedCommentWriter>()
            .AddScoped<TagEditor>()
            .AddScoped<SeriesEditor>()
            .AddScoped<FriendEditor>()
            .AddScoped<CategoryEditor>()
            .AddScoped<SnippetEditor>()
            .AddSingleton<PinyinNames>()
            .AddScoped<PostSuggestions>()
            .AddScoped<KnownNames>()
            .AddScoped<RedirectEditor>()
            .AddScoped<SearchIndexBuilder>()
            .AddScoped<PostSearch>()
            .AddScoped<RelatedPosts>()
            .AddSingleton<NotFoundLog>();

    /// <summary>Adds the hosted services of the server: folder lock, migrations, re-rendering. Commands do not use them.</summary>
    public static IServiceCollection AddDataService(this IServiceCollection services) =>
        services
            .AddHostedService<DatabaseService>()
            .AddHostedService(provider => provider.GetRequiredService<DatabaseChangeMonitor>())
            .AddHostedService<NotFoundLogWriter>() // registered after the database service, so that they stop first
            .AddHostedService<SecurityJournalService>();
}
