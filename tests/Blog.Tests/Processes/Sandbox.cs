using System.Diagnostics;

namespace Blog.Tests.Processes;

/// <summary>
/// An isolated environment like a container: a read-only root, no privileges, another user if the tests run as root. Made
/// with a mount namespace; if the machine allows none, <see cref="Unavailable"/> says so and the tests report that they did not run.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    /// <summary>
    /// Takes: place, app, dotnet, size of the data's own file system or "", "ro" where the data shall be read-only; then the command.
    /// </summary>
    private const string Script = """
        set -e
        place=$1 app=$2 dotnet=$3 size=$4 data=$5; shift 5
        mount --bind "$app" "$place/app"
        mount --bind "$dotnet" "$place/dotnet"
        if [ -n "$size" ]; then mount -t tmpfs -o "size=$size,mode=0777" tmpfs "$place/data"
        else mount --bind "$place/data" "$place/data"; fi
        if [ "$data" = ro ]; then mount -o remount,bind,ro "$place/data"; fi
        mount -o remount,bind,ro "$place/app"
        mount -o remount,bind,ro /
        cd "$place/app"
        exec "$@"
        """;

    private static readonly Lazy<string?> Probe = new(Try);
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("blog-place-");

    public Sandbox()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Run("chmod", "755", _place.FullName);
        foreach (var name in new[] { "app", "dotnet", "data" })
        {
            _place.CreateSubdirectory(name);
        }
    }

    /// <summary>Why there is no sandbox on this machine; null if there is.</summary>
    public static string? Unavailable => Probe.Value;

    /// <summary>
    /// Makes a folder beside the data; <see cref="LetRead"/> lets the program read it when it is filled, since a program that runs within
    /// the tests' own process takes the rights of others from what they write.
    /// </summary>
    public string CreateReadable(string name) => _place.CreateSubdirectory(name).FullName;

    /// <summary>Lets the program read a folder and all that is in it.</summary>
    public static void LetRead(string folder) => Run("chmod", "-R", "a+rX", folder);

    /// <summary>The data folder as the tests name it.</summary>
    public string Data => Path.Combine(_place.FullName, "data");

    /// <summary>The data on a file system of its own, of this size (<c>24m</c>).</summary>
    public string Size { get; init; } = "";

    /// <summary>Whether the data folder is mounted read-only.</summary>
    public bool ReadOnlyData { get; init; }

    /// <summary>Who owns the data folder: the program's user, unless the test needs another.</summary>
    public bool OwnsData { get; init; } = true;

    /// <summary>A file in the data folder that another user left there.</summary>
    public string? Foreign { get; init; }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] Unshare =>
        IsRoot ? ["--mount", "--propagation", "private"] : ["--map-root-user", "--mount", "--propagation", "private"];

    private static string[] NonRoot =>
        [
            .. IsRoot ? new[] { "--reuid=10001", "--regid=10001", "--clear-groups" } : [],
            "--bounding-set=-all",
            "--inh-caps=-all",
            "--no-new-privs",
        ];

    private static string Dotnet =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>Says in the run's report that a test could not do its work here.</summary>
    public static bool IsMissing()
    {
        if (Unavailable is { } reason)
        {
            TestContext.Current.AddWarning($"not run, this machine allows no mount namespace: {reason}");
        }

        return Unavailable is not null;
    }

    /// <summary>The same path as the program sees it.</summary>
    public string Inside(string path) => path;

    /// <summary>How the tests see a file of a process' own file systems.</summary>
    public static string Outside(int process, string path) => $"/proc/{process}/root{path}";

    /// <summary>The program, or one of its commands, in the sandbox.</summary>
    public ProcessStartInfo Start(string dataFolder, params string[] arguments) =>
        StartAny(
            dataFolder,
            [
                "setpriv",
                .. NonRoot,
                "--",
                Path.Combine(_place.FullName, "dotnet", "dotnet"),
                Path.Combine(_place.FullName, "app", "Blog.dll"),
                .. arguments,
            ]
        );

    public void Dispose() => TemporaryFolder.Delete(_place.FullName);

    private ProcessStartInfo StartAny(string dataFolder, string[] command)
    {
        Assert.Equal(Data, dataFolder);
        if (IsRoot && OwnsData)
        {
            Run("chown", "-R", "10001:10001", Data);
        }

        if (Foreign is not null)
        {
            Run("chown", Environment.UserName, Path.Combine(Data, Foreign));
            Run("chmod", "400", Path.Combine(Data, Foreign));
        }

        return new ProcessStartInfo(
            "unshare",
            [
                .. Unshare,
                "--",
                "sh",
                "-c",
                Script,
                "sh",
                _place.FullName,
                BlogServer.App,
                Dotnet,
                Size,
                ReadOnlyData ? "ro" : "",
                .. command,
            ]
        );
    }

    /// <summary>Runs a small program of the system.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "it is not Linux";
        }

        try
        {
            using var trial = new Sandbox { Size = "1m" };
            var start = trial.StartAny(trial.Data, ["setpriv", .. NonRoot, "--", "true"]);
            (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
