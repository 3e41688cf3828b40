using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Blog.Accounts;
using Blog.Accounts.Commands;
using Blog.Data;
using Blog.Operations;
using Blog.Operations.Backups;
using Blog.Operations.Doctor;
using Blog.Portability;
using Blog.Rendering;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blog.Tests.Operations.Backups;

/// <summary>A command of the program: as the operator runs it, in a separate process, or in this one.</summary>
internal static class BlogCommand
{
    /// <summary>
    /// Runs it in this process: what it does and prints, without the seconds of processor time in which a process starts. What a process
    /// adds (the environment, standard input, signals, kills) needs <see cref="RunAsync"/>.
    /// </summary>
    /// <param name="input">What standard input would hold.</param>
    /// <param name="settings">Of off-machine backups and replicas, by the names of environment variables.</param>
    public static async Task<(int Code, string Output, string Error)> InvokeAsync(
        string dataFolder,
        IReadOnlyList<string> arguments,
        string input = "",
        IEnumerable<(string Key, string Value)>? settings = null
    )
    {
        var root = new RootCommand
        {
            UserCommand.Create(() => Build(dataFolder), () => new MemoryStream(Encoding.UTF8.GetBytes(input))),
            KeysCommand.Create(() => Build(dataFolder)),
            BackupCommand.Create(() => Build(dataFolder)),
            RestoreCommand.Create(() => Build(dataFolder, settings)),
            OffsiteCommand.Create(() => Build(dataFolder, settings)),
            DrillCommand.Create(() => Build(dataFolder, settings)),
            DoctorCommand.Create(() => Build(dataFolder, settings), () => new Uri("http://127.0.0.1:1")),
            CheckCommand.Create(() => Build(dataFolder)),
        };
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await root.Parse(arguments)
            .InvokeAsync(
                new InvocationConfiguration
                {
                    Output = TextWriter.Synchronized(output),
                    Error = TextWriter.Synchronized(error),
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                }
            );
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The services of a command, as the program builds them, on a data folder.</summary>
    private static IHost? Build(string dataFolder, IEnumerable<(string Key, string Value)>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection([new("Blog:DataDirectory", dataFolder), new("Blog:PublicUrl", "http://localhost")]);
        builder.Configuration.AddInMemoryCollection(
            (more ?? []).Select(one => KeyValuePair.Create(one.Key.Replace("__", ":", StringComparison.Ordinal), (string?)one.Value))
        );
        var settings = OperatorSettings.Read(builder.Configuration, isDevelopment: false, dataFolder, out var errors);
        Assert.Empty(errors);
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton(settings!.Site)
            .AddSingleton(settings.Backups)
            .AddSingleton(settings.Offsite)
            .AddSingleton(settings.Replica)
            .AddRendering()
            .AddSingleton(SharedScripts.Highlighter)
            .AddSingleton(SharedScripts.Formulas)
            .AddSingleton(SharedScripts.Pinyin)
            .AddData()
            .AddKeyRing()
            .AddPortability(seedSamples: false)
            .AddAccountStore()
            .AddOperations()
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000)
            .Configure<DataOptions>(data =>
            {
                data.DataDirectory = settings.DataFolder;
                data.Authority = settings.Site.PublicUrl.Host;
                data.PublicAuthority = settings.Site.PublicUrl.Authority;
                data.BasePath = settings.Site.BasePath;
            });
        return builder.Build();
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(string dataFolder, params string[] arguments)
    {
        using var process = Start(dataFolder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string dataFolder, IEnumerable<string> arguments, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Blog.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Blog__DataDirectory"] = dataFolder;
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }
}
