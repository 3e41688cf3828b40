using Blog.Data.Addresses;
using Blog.Data.Copies;
using Blog.Data.Filing;
using Blog.Data.Folder;
using Blog.Data.Measuring;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Data.Search;
using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Data;

/// <summary>What a blog is made of, and its one database: knows no HTTP.</summary>
public static class DataSetup
{
    /// <summary>Adds the database and the doors to it. Interceptors of higher rooms are taken from the container.</summary>
    public static IServiceCollection AddData(this IServiceCollection services) => services
        .AddMetrics().AddSingleton<BlogMeter>().AddSingleton<JobBoard>().AddSingleton<DataSizes>().AddScoped<Census>()
        .AddSingleton<DataFolder>()
        .AddSingleton<FreeSpace>(Disk.FreeAt)
        .AddSingleton<WriteGate>()
        .AddSingleton<RenderGate>()
        .AddSingleton<Readiness>()
        .AddSingleton<UpgradeSnapshots>()
        .AddSingleton<UpgradeMark>()
        .AddSingleton<DatabaseUpgrade>()
        .AddSingleton<DatabaseStart>()
        .AddSingleton<CatchingUp>()
        .AddSingleton<ChangeWatch>()
        .AddSingleton<PathOverrides>()
        .AddSingleton<IInterceptor, SqlitePragmas>()
        .AddSingleton<IInterceptor, SearchSync>()
        .AddSingleton<IInterceptor, CommandTimes>()
        .AddDbContext<BlogDb>((provider, builder) => builder
            .UseSqlite(provider.GetRequiredService<DataFolder>().ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning))   // what a kill there leaves behind, UpgradeMark undoes
            .AddInterceptors(provider.GetServices<IInterceptor>()))
        .AddScoped<OpenPosts>().AddScoped<CategoryNames>().AddScoped<Translations>().AddScoped<DraftLoader>().AddScoped<DraftReader>()
        .AddScoped<PostPlanner>()
        .AddScoped<PostWriter>()
        .AddScoped<MediaStore>()
        .AddScoped<MediaLibrary>()
        .AddScoped<MediaReplacement>()
        .AddScoped<MediaSweep>()
        .AddScoped<SamplePosts>()
        .AddScoped<MediaVariants>()
        .AddScoped<AddressBook>()
        .AddScoped<TagDesk>()
        .AddScoped<CategoryDesk>()
        .AddScoped<RedirectDesk>()
        .AddScoped<SearchUpkeep>()
        .AddScoped<PostSearch>().AddScoped<RelatedPosts>()
        .AddSingleton<MissingPaths>();

    /// <summary>Adds the work of the serving program: the folder's lock, migrations, rendering again. Commands do without.</summary>
    public static IServiceCollection AddDataService(this IServiceCollection services) => services
        .AddHostedService<DatabaseService>()
        .AddHostedService(provider => provider.GetRequiredService<ChangeWatch>())
        .AddHostedService<MissingPathLedger>();   // after the database's service, so that it ends before it
}
