using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Catalog;

/// <summary>Settings of scheduled backups; read once at start from <c>Blog:Backup:…</c>.</summary>
/// <param name="Every">Time between two of them; null where none are scheduled.</param>
/// <param name="Directory">Absolute path of the backup folder; null for <c>backups/</c> in the data folder.</param>
/// <param name="Kept">Which of them are retained.</param>
public sealed record BackupOptions(TimeSpan? Every, string? Directory, Retention Kept)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private static readonly TimeSpan ShortestDrill = TimeSpan.FromDays(1),
        LongestDrill = TimeSpan.FromDays(365);

    /// <summary>Time between two restore drills; null where there are none.</summary>
    public TimeSpan? Drill { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The defaults: daily, seven days, four weeks, twelve months.</summary>
    public static BackupOptions Default { get; } = new(TimeSpan.FromDays(1), null, Retention.Default);

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="contentRoot">The base of a relative folder.</param>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static BackupOptions? Read(IConfiguration configuration, string contentRoot, DataFolder data, out string? error)
    {
        var (every, directory, keep) = (
            configuration["Blog:Backup:Every"],
            configuration["Blog:Backup:Directory"],
            configuration["Blog:Backup:Keep"]
        );
        var options = Default;
        if (!TryReadSpan(every, Default.Every, Shortest, Longest, out var between))
        {
            error = $"Blog__Backup__Every is '{every}': it must be off, or hours or days between two backups, from 1h to 31d, such as 24h";
            return null;
        }

        var drill = configuration["Blog:Backup:Drill"];
        if (!TryReadSpan(drill, Default.Drill, ShortestDrill, LongestDrill, out var betweenDrills))
        {
            error =
                $"Blog__Backup__Drill is '{drill}': it must be off, or the days between two restore drills, from 1d to 365d, such as 30d";
            return null;
        }

        options = options with { Every = between, Drill = betweenDrills };

        if (!string.IsNullOrWhiteSpace(keep))
        {
            if (Retention.Parse(keep) is not { } retention)
            {
                error =
                    $"Blog__Backup__Keep is '{keep}': it must be three numbers up to 1000, days, weeks and months, "
                    + "the first at least 1, such as 7,4,12";
                return null;
            }

            options = options with { Kept = retention };
        }

        return InFolder(options, directory, contentRoot, data, out error);
    }

    private static BackupOptions? InFolder(BackupOptions options, string? directory, string contentRoot, DataFolder data, out string? error)
    {
        error = null;
        if (string.IsNullOrWhiteSpace(directory))
        {
            return options;
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory, contentRoot));
        if (File.Exists(path))
        {
            error = $"Blog__Backup__Directory is '{directory}': it must be a folder, and {path} is a file";
            return null;
        }

        // The blog's own folders are subject to cleanup and restore, which would remove backups.
        if (
            path == data.Root
            || new[] { data.Media, data.Keys, data.Temporary }.Any(own => (path + "/").StartsWith(own + "/", StringComparison.Ordinal))
        )
        {
            error =
                $"Blog__Backup__Directory is '{directory}': it must be a separate folder, outside of those that the blog itself writes "
                + $"to, such as {data.Backups}";
            return null;
        }

        return options with
        {
            Directory = path,
        };
    }

    /// <summary>Reads a time such as <c>24h</c> or <c>30d</c>, or <c>off</c>, which gives null.</summary>
    /// <param name="otherwise">For a text that is empty.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryReadSpan(string? written, TimeSpan? otherwise, TimeSpan shortest, TimeSpan longest, out TimeSpan? time)
    {
        time = otherwise;
        if (string.IsNullOrWhiteSpace(written))
        {
            return true;
        }

        time = SpanOf(written.Trim());
        return written.Trim().Equals("off", StringComparison.OrdinalIgnoreCase) || (time >= shortest && time <= longest);
    }

    private static TimeSpan? SpanOf(string written) =>
        !int.TryParse(written[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 10_000
            ? null
            : written[^1] switch
            {
                'h' or 'H' => TimeSpan.FromHours(number),
                'd' or 'D' => TimeSpan.FromDays(number),
                _ => null,
            };
}
