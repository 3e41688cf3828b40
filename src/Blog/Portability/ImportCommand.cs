using System.CommandLine;

namespace Blog.Portability;

/// <summary><c>import markdown PATH</c>: brings a folder of Markdown posts in.</summary>
public static class ImportCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="buildHost">Builds the rooms that an import needs; null where the settings are wrong, which was then said.</param>
    public static Command Create(Func<IHost?> buildHost)
    {
        var path = new Argument<DirectoryInfo>("PATH") { Description = "The folder." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would happen." };
        var zone = new Option<string?>("--time-zone") { Description = "IANA zone of dates that name none." };
        var markdown = new Command("markdown", "Imports a folder of Markdown posts.") { path, dryRun, zone };
        markdown.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = buildHost();
            await Task.Delay(0, cancellationToken);
            return host is null ? 2 : 1;
        });
        return new Command("import", "Brings writing in.") { markdown };
    }
}
