using System.ComponentModel;
using System.Diagnostics;
using Blog.Operations.Backups.Archives;

namespace Blog.Operations.Replication;

/// <summary>Lets Litestream restore the newest state of a replica into a file. Its keys are in its own environment variables.</summary>
internal static class LitestreamRestore
{
    private const int LongestReason = 300; // characters
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Restores.</summary>
    /// <param name="target">The file to write; nothing may exist there.</param>
    /// <exception cref="BackupException">It could not be restored.</exception>
    public static async Task RunAsync(ReplicaOptions options, string target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Start(options, target);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw new BackupException(
                    string.Create(CultureInfo.InvariantCulture, $"litestream restore ended with {process.ExitCode}: ")
                        + Reason(await error + "\n" + await output, options.Address!)
                );
            }
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new BackupException("litestream restore did not end within an hour", e);
        }
    }

    private static Process Start(ReplicaOptions options, string target)
    {
        try
        {
            return Process.Start(
                    new ProcessStartInfo(options.Litestream, ["restore", "-o", target, options.Address!])
                    {
                        RedirectStandardOutput = true,
                        RedirectStandardError = true,
                        UseShellExecute = false,
                    }
                ) ?? throw new BackupException($"{options.Litestream} could not be started");
        }
        catch (Win32Exception e)
        {
            throw new BackupException(
                $"{options.Litestream} could not be started: install Litestream here, or set Blog__Database__Litestream to its path",
                e
            );
        }
    }

    /// <summary>The last line that it printed, without the address, which may contain a password.</summary>
    private static string Reason(string printed, string address)
    {
        var line =
            printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
            ?? "no reason given";
        var clean = line.Replace(address, "the replica", StringComparison.Ordinal);
        if (Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.UserInfo.Split(':') is [_, { Length: > 0 } password])
        {
            clean = clean.Replace(password, "…", StringComparison.Ordinal);
        }

        return clean.Length > LongestReason ? clean[..LongestReason] : clean;
    }
}
