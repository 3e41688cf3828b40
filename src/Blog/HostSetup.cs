using Blog.Operations;
using Blog.Site.Http;
using Blog.Storage.DataDirectory;

namespace Blog;

/// <summary>Prepares the host: configuration, limits, where to listen.</summary>
internal static class HostSetup
{
    /// <summary>
    /// Settings are read once, at start. To wait for changes of a file that is not there, .NET would watch the whole working directory.
    /// </summary>
    public static readonly string[] Options = ["--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>Prepares the serving program; null where a setting is wrong, which has then been reported on standard error.</summary>
    public static OperatorSettings? Configure(WebApplicationBuilder builder)
    {
        var runtime = RuntimeCheck.Of(Environment.Version, out var refuses);
        if (refuses || Read(builder.Configuration, builder.Environment) is not { } settings)
        {
            Report(refuses ? runtime : null);
            return null;
        }

        Report(runtime);
        Report(
            settings.Site is { IsHttps: false, PublicUrl.IsLoopback: false }
                ? $"warning: Blog__PublicUrl is {settings.Site.PublicUrl}: readers and the author are served over plain http, "
                    + "which anyone on the network path can read and change"
                : null
        );
        foreach (var unknown in OperatorKeys.Unknown(builder.Configuration))
        {
            Report($"warning: unknown setting {unknown}; the config command lists all settings");
        }

        ConfigureData(builder.Services, settings);
        ListenAddresses.Apply(builder, settings.Metrics.Port);
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(11); // up to 3 s of them for letting connections end
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        return settings;
    }

    /// <summary>Prepares a command; null where a setting is wrong, which has then been reported on standard error.</summary>
    public static HostApplicationBuilder? CreateCommand()
    {
        var builder = CommandBuilder();
        if (Read(builder.Configuration, builder.Environment) is not { } settings)
        {
            return null;
        }

        LogForCommand(builder.Logging);
        builder.Services.AddSingleton(settings.Site);
        ConfigureData(builder.Services, settings);
        return builder;
    }

    /// <summary>Prepares a command that needs all pages; null where a setting is wrong, which has then been reported.</summary>
    public static OperatorSettings? ConfigureSiteCommand(WebApplicationBuilder builder)
    {
        if (Read(builder.Configuration, builder.Environment) is not { } settings)
        {
            return null;
        }

        LogForCommand(builder.Logging);
        ConfigureData(builder.Services, settings);
        return settings;
    }

    /// <summary>
    /// To standard error: what a command prints is for scripts to read. The warning that keys are unencrypted in their folder, which only
    /// one user can read, is expected.
    /// </summary>
    private static void LogForCommand(ILoggingBuilder logging) =>
        logging
            .ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

    /// <summary>
    /// The configuration of a command: with the same environment as serving, which a host without web server does not read automatically.
    /// </summary>
    public static HostApplicationBuilder CommandBuilder() =>
        Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                Args = Options,
                ContentRootPath = Directory.GetCurrentDirectory(),
                EnvironmentName =
                    Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                    ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
            }
        );

    private static OperatorSettings? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = OperatorSettings.Read(configuration, environment.IsDevelopment(), environment.ContentRootPath, out var errors);
        Report(errors.Count > 0 ? errors[0] : null);
        return settings;
    }

    private static void ConfigureData(IServiceCollection services, OperatorSettings settings) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(settings.Backups)
            .AddSingleton(settings.Offsite)
            .AddSingleton(settings.Replica)
            .Configure<DataOptions>(data =>
            {
                data.DataDirectory = settings.DataFolder;
                data.Checkpoints = !settings.Replica.IsReplicated;
                data.Authority = settings.Site.PublicUrl.Host;
                data.PublicAuthority = settings.Site.PublicUrl.Authority;
                data.BasePath = settings.Site.BasePath;
            });

    private static void Report(string? line)
    {
        if (line is not null)
        {
            Console.Error.WriteLine(line);
        }
    }
}
