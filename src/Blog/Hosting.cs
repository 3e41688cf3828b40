using Blog.Accounts.Starting;
using Blog.Data.Storage;
using Blog.Operations.Backups.Shelf;
using Blog.Site;

namespace Blog;

/// <summary>What the roof settles before any room is entered: configuration, logs, limits, where to listen.</summary>
internal static class Hosting
{
    private const string DefaultAddress = "http://localhost:5080";

    /// <summary>Prepares the serving program; null where a setting is wrong, which was then said on standard error.</summary>
    public static (SiteOptions Site, OwnerOptions? Owner)? Configure(WebApplicationBuilder builder)
    {
        var owner = OwnerOptions.Read(builder.Configuration, out var wrongOwner);
        if (wrongOwner is not null)
        {
            Console.Error.WriteLine(wrongOwner);
            return null;
        }

        if (SiteOptions.Read(builder.Configuration, builder.Environment.IsDevelopment(), out var fault) is not { } options)
        {
            Console.Error.WriteLine(fault);
            return null;
        }

        if (!ConfigureData(builder.Configuration, builder.Services, builder.Environment.ContentRootPath, options))
        {
            return null;
        }

        Listen(builder);
        ConfigureLogs(builder.Logging, builder.Environment);
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(8);
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        if (options is { IsHttps: false, PublicUrl.IsLoopback: false })
        {
            Console.Error.WriteLine($"warning: Blog__PublicUrl is {options.PublicUrl}: readers and the author are served over plain http, which anybody on the way can read and change");
        }

        return (options, owner);
    }

    /// <summary>
    /// Prepares a command in the environment that serving would have, which a host without web server does not read by itself; null where a
    /// setting is wrong, which was then said on standard error.
    /// </summary>
    public static HostApplicationBuilder? CreateCommand()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = Directory.GetCurrentDirectory(),
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
        });
        if (SiteOptions.Read(builder.Configuration, builder.Environment.IsDevelopment(), out var fault) is not { } options)
        {
            Console.Error.WriteLine(fault);
            return null;
        }

        // To standard error: what a command prints is for scripts to read. That keys lie unencrypted in their folder, which is for one user alone, is no news.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options);
        return ConfigureData(builder.Configuration, builder.Services, builder.Environment.ContentRootPath, options) ? builder : null;
    }

    /// <summary>Where the serving program answers on this machine, by the framework's own settings.</summary>
    public static Uri AddressFrom(IConfiguration configuration)
    {
        var urls = configuration["URLS"]?.Split(';')[0];
        var port = configuration["HTTP_PORTS"]?.Split(';')[0];
        var address = urls ?? (port is null ? DefaultAddress : $"http://localhost:{port}");
        return new Uri(address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal));
    }

    private static bool ConfigureData(ConfigurationManager configuration, IServiceCollection services, string contentRoot, SiteOptions site)
    {
        var written = configuration["Blog:DataDirectory"];
        var folder = Path.GetFullPath(string.IsNullOrWhiteSpace(written) ? "data" : written, contentRoot);
        if (File.Exists(folder))
        {
            Console.Error.WriteLine($"Blog__DataDirectory is '{written}': it must be a folder, and {folder} is a file");
            return false;
        }

        var replicated = false;
        var replicator = configuration["Blog:Database:Replicated"];
        if (!string.IsNullOrWhiteSpace(replicator) && !bool.TryParse(replicator, out replicated))
        {
            Console.Error.WriteLine($"Blog__Database__Replicated is '{replicator}': it must be true or false");
            return false;
        }

        if (BackupOptions.Read(configuration, contentRoot, new DataFolder(folder), out var fault) is not { } backups)
        {
            Console.Error.WriteLine(fault);
            return false;
        }

        services.AddSingleton(backups);
        services.Configure<DataOptions>(data =>
        {
            data.DataDirectory = folder;
            data.Checkpoints = !replicated;
            data.Authority = site.PublicUrl.Host;
            data.BasePath = site.BasePath;
        });
        return true;
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"]) && string.IsNullOrEmpty(configuration["https_ports"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }

    private static void ConfigureLogs(ILoggingBuilder logs, IHostEnvironment environment)
    {
        logs.AddFilter("Microsoft", LogLevel.Warning);
        logs.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        if (!environment.IsDevelopment())
        {
            logs.ClearProviders();
            logs.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                json.IncludeScopes = true;
            });
        }
    }
}
