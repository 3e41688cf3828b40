using System.Diagnostics;
using System.Text.Json;

namespace Blog.Tests.Fuzzing;

/// <summary>
/// Runs documents in a separate process: what ends the process (a stack overflow, no memory, an access violation in native code)
/// is a failure with a document, and memory that leaked is freed with the process.
/// </summary>
internal static class FuzzChild
{
    private const string FolderVariable = "BLOG_FUZZ_FOLDER";

    /// <summary>Where the parent waits for what is found; null where there is no parent.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Hands the figures to the parent.</summary>
    public static void Return(FuzzFigures figures) =>
        File.WriteAllText(Path.Combine(Folder!, "figures.json"), JsonSerializer.Serialize(figures));

    public static FuzzFigures Run(FuzzPlace place)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Blog.Tests.dll"),
                "-noColor",
                "-method",
                typeof(FuzzTests).FullName + "." + nameof(FuzzTests.A_document_of_a_run_can_be_repeated),
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[FuzzPlace.Variable] = place.ToString();
        start.Environment[FolderVariable] = folder.Path;
        // 3 GB: a document that needs more fails here instead of exhausting the machine
        start.Environment["DOTNET_GCHeapHardLimit"] = "0xC0000000";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return File.Exists(folder.File("figures.json"))
            ? JsonSerializer.Deserialize<FuzzFigures>(File.ReadAllText(folder.File("figures.json")))!
            : FuzzFigures.None with
            {
                Failures =
                [
                    .. Died(place, folder.Path, $"the process ended with {process.ExitCode}: {Last(error.Result)} {Last(output.Result)}"),
                ],
            };
    }

    /// <summary>One of them was in work when the process ended.</summary>
    private static IEnumerable<string> Died(FuzzPlace place, string folder, string how)
    {
        var crumbs = Directory.GetFiles(folder, "at-*");
        return crumbs.Length == 0
            ? [how]
            : crumbs.Select(crumb =>
            {
                var bytes = File.ReadAllBytes(crumb);
                return FuzzRun.Describe(place.At(BitConverter.ToInt32(bytes)), bytes[4..], how);
            });
    }

    private static string Last(string output) => output.Length > 3_000 ? output[..1_500] + " ... " + output[^1_500..] : output;
}
