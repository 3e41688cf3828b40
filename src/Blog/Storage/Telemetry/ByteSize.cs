namespace Blog.Storage.Telemetry;

/// <summary>Formats sizes of files and disks, the same in both languages, on pages and on the command line.</summary>
public static class ByteSize
{
    private const long Kilo = 1 << 10,
        Mega = 1 << 20,
        Giga = 1 << 30;

    /// <summary>Formats a number of bytes in units of 1024, with one decimal place from a megabyte on.</summary>
    public static string Say(long bytes) =>
        bytes switch
        {
            < Kilo => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
            < Mega => string.Create(CultureInfo.InvariantCulture, $"{bytes / Kilo} KB"),
            < Giga => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Mega:0.0} MB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Giga:0.0} GB"),
        };
}
