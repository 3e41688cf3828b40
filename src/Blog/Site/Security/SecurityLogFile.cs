using System.Text;

namespace Blog.Site.Security;

/// <summary>
/// The security log as lines for programs that close a firewall, such as fail2ban: time, what happened, the whole address. When the file
/// is full it gets the ending <c>.1</c>, in place of the one before.
/// </summary>
public sealed partial class SecurityLogFile(SecurityLogOptions options, ILogger<SecurityLogFile> logger)
{
    private const long MaxBytes = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private bool _failed;

    /// <summary>Appends a line; a failure is logged once and hinders nothing.</summary>
    /// <param name="word">What happened, from a fixed set.</param>
    public void Append(DateTimeOffset at, string word, string address, int? account, string? method)
    {
        if (options.File is not { } path)
        {
            return;
        }

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} blog: {word} from {address} account={NumberOf(account)} method={method ?? "-"}\n"
        );
        lock (_lock)
        {
            try
            {
                Write(path, Encoding.UTF8.GetBytes(line));
                _failed = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failed)
                {
                    LogFailed(logger, e);
                }

                _failed = true;
            }
        }
    }

    private static string NumberOf(int? account) => account?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Opened for each line, so that it may be moved away at any time.</summary>
    private static void Write(string path, byte[] line)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            File.Move(path, path + ".1", overwrite: true);
        }

        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
        file.Write(line);
    }

    [LoggerMessage(
        EventId = 123,
        EventName = "SecurityLogFileNotWritten",
        Level = LogLevel.Warning,
        Message = "The file of Blog__SecurityLog__File cannot be written; see the exception"
    )]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
