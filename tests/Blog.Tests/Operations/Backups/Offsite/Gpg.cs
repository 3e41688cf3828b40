using System.Diagnostics;

namespace Blog.Tests.Operations.Backups.Offsite;

/// <summary>The stock tool that must open what the program encrypted; <c>tests/run.sh</c> installs it.</summary>
internal static class Gpg
{
    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "gpg")));

    /// <summary>Decrypts a file as docs/operations.md says.</summary>
    public static async Task<(int Code, string Error)> DecryptAsync(string file, string to, string passphrase)
    {
        using var home = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var gpg = Process.Start(
            new ProcessStartInfo(
                "gpg",
                ["--homedir", home.Path, "--batch", "--pinentry-mode", "loopback", "--passphrase-fd", "0", "-o", to, "-d", file]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await gpg.StandardInput.WriteAsync(passphrase + "\n");
        gpg.StandardInput.Close();
        var error = await gpg.StandardError.ReadToEndAsync();
        await gpg.WaitForExitAsync().WaitAsync(Poll.Limit);
        using var agent = Process.Start(new ProcessStartInfo("gpgconf", ["--homedir", home.Path, "--kill", "all"]));
        await agent!.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (gpg.ExitCode, error);
    }
}
