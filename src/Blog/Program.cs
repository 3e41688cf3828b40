using System.CommandLine;
using Blog;
using Blog.Accounts;
using Blog.Accounts.Commands;
using Blog.Data;
using Blog.Operations;
using Blog.Operations.Backups;
using Blog.Operations.Config;
using Blog.Operations.Doctor;
using Blog.Portability;
using Blog.Portability.Git;
using Blog.Portability.StaticSite;
using Blog.Portability.StaticSite.Pipeline;
using Blog.Rendering;
using Blog.Site.Http;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

FileModes.Restrict();
var root = new RootCommand("A self-hosted blog for Chinese and English. Without a command it serves.")
{
    TreatUnmatchedTokensAsErrors = false,
};
var serve = new Command("serve", "Serves the blog (the default).") { TreatUnmatchedTokensAsErrors = false };
root.SetAction((_, _) => ServeAsync(args));
serve.SetAction((_, _) => ServeAsync(args[1..]));
root.Add(serve);
root.Add(ImportCommand.Create(BuildForCommand));
root.Add(ExportCommand.Create(BuildForCommand));
root.Add(ExportSiteCommand.Create(BuildSiteForCommand));
root.Add(GitCommand.Create(BuildForCommand));
root.Add(UserCommand.Create(BuildForCommand));
root.Add(KeysCommand.Create(BuildForCommand));
root.Add(BackupCommand.Create(BuildForCommand));
root.Add(RestoreCommand.Create(BuildForCommand));
root.Add(OffsiteCommand.Create(BuildForCommand));
root.Add(DrillCommand.Create(BuildForCommand));
root.Add(CheckCommand.Create(BuildForCommand));
root.Add(ConfigCommand.Create(OperatorKeys.All, ReadForCommand));
root.Add(DoctorCommand.Create(BuildForCommand, ServerAddress));
root.Add(HealthCommand.Create(ServerAddress));

if (ArgumentErrors.Find(root, serve, args) is { } wrong)
{
    await Console.Error.WriteLineAsync(wrong);
    return 2;
}

// SIGTERM is handled by the host, which drains and exits with 0; exceptions are bugs and are not hidden.
return await root.Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });

static Uri ServerAddress() => ListenAddresses.AddressFrom(new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").Build());

static async Task<int> ServeAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder([.. HostSetup.Options, .. args]);
    if (HostSetup.Configure(builder) is not { } settings)
    {
        return 2;
    }

    builder
        .Services.AddRooms(settings, builder.Environment.IsDevelopment())
        .AddDataService()
        .AddPortabilityService()
        .AddStaticSitePublishing(settings.StaticSite)
        .AddOperationsService(settings.Announcing, settings.Cdn)
        .AddSingleton<Draining>()
        .AddHostedService(services => services.GetRequiredService<Draining>());
    builder.AddWatching(settings.Metrics);
    var app = builder.Build();
    if (app.Services.GetRequiredService<DataFolder>().FindProblem() is { } unfit)
    {
        await Console.Error.WriteLineAsync("cannot start: " + unfit);
        return 3;
    }

    app.Use(app.Services.GetRequiredService<Draining>().CloseAsync);
    app.UseRooms(settings);
    app.MapRooms();
    app.MapOperations();
    var readiness = app.Services.GetRequiredService<Readiness>();
    try
    {
        await app.RunAsync();
    }
    catch (Exception e)
        when (e is IOException or System.Net.Sockets.SocketException
            && (readiness.Failure is null || e.GetBaseException() is System.Net.Sockets.SocketException)
        )
    {
        // The database may have failed too, because it was stopped.
        await Console.Error.WriteLineAsync("cannot listen: " + e.Message); // the port is taken, or not allowed for this user
        return 3;
    }
    catch (OperationCanceledException) when (readiness.Failure is not null)
    {
        // The database failed before Kestrel was bound: its message below is the reason.
    }

    if (readiness.Failure is { } failure)
    {
        await Console.Error.WriteLineAsync("cannot start: " + failure.Message);
        return 3;
    }

    return 0;
}

static (IConfigurationRoot Configuration, IEnumerable<string> Errors, IEnumerable<string> Warnings) ReadForCommand()
{
    var builder = HostSetup.CommandBuilder();
    OperatorSettings.Read(builder.Configuration, builder.Environment.IsDevelopment(), builder.Environment.ContentRootPath, out var errors);
    return (builder.Configuration, errors, OperatorKeys.Unknown(builder.Configuration).Select(name => $"unknown setting {name}"));
}

static IHost? BuildForCommand()
{
    if (HostSetup.CreateCommand() is not { } builder)
    {
        return null;
    }

    builder.Services.AddRendering().AddData().AddKeyRing().AddPortability(seedSamples: false).AddAccountStore().AddOperations();
    return builder.Build();
}

static SiteProgram? BuildSiteForCommand()
{
    var builder = WebApplication.CreateBuilder(HostSetup.Options);
    if (HostSetup.ConfigureSiteCommand(builder) is not { } settings)
    {
        return null;
    }

    builder.Services.AddRooms(settings, seedSamples: false).RemoveAll<IHostedService>(); // no background work
    builder.Services.AddSingleton<IServer, PortlessServer>();
    var app = builder.Build();
    return new SiteProgram(
        app,
        () =>
        {
            app.UseRooms(settings);
            app.MapRooms();
        }
    );
}

/// <summary>The entry point: the only place that refers to all areas.</summary>
public partial class Program;
