using Blog.Portability.Import;

namespace Blog.Portability;

/// <summary>A progress line, updated in place; only shown on a terminal.</summary>
internal sealed class ImportProgressLine(TextWriter terminal) : IProgress<ImportProgress>
{
    /// <summary>A line on standard error; null where that is no terminal.</summary>
    public static ImportProgressLine? On(TextWriter error) =>
        Console.IsErrorRedirected || error != Console.Error ? null : new ImportProgressLine(error);

    public void Report(ImportProgress value) =>
        terminal.Write(
            value.Stage switch
            {
                ImportStage.Done => "\r\u001b[K",
                ImportStage.Looking => "\rlooking for files\u001b[K",
                ImportStage.Reading => string.Create(CultureInfo.InvariantCulture, $"\rreading file {value.Done} of {value.Total}\u001b[K"),
                ImportStage.Fetching => string.Create(
                    CultureInfo.InvariantCulture,
                    $"\rfetching image {value.Done} of {value.Total}\u001b[K"
                ),
                ImportStage.Undoing => string.Create(
                    CultureInfo.InvariantCulture,
                    $"\rtook {value.Done} of {value.Total} posts back\u001b[K"
                ),
                _ => string.Create(CultureInfo.InvariantCulture, $"\rimported {value.Done} of {value.Total} files\u001b[K"),
            }
        );
}
