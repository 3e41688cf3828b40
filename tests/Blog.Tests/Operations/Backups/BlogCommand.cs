using System.Diagnostics;

namespace Blog.Tests.Operations.Backups;

/// <summary>A command of the program as the operator runs it: a separate process.</summary>
internal static class BlogCommand
{
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
