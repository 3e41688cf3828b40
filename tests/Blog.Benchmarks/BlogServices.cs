using Blog.Data;
using Blog.Data.Startup;
using Blog.Portability;
using Blog.Rendering;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Benchmarks;

/// <summary>A blog in this process, without its pages.</summary>
internal static class BlogServices
{
    /// <param name="folder">The data folder; a new one gets a database.</param>
    public static async Task<ServiceProvider> OpenAsync(string folder)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRendering()
            .AddData()
            .AddPortability(seedSamples: false)
            .Configure<DataOptions>(options => options.DataDirectory = folder)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        return services;
    }
}
