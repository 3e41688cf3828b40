namespace Blog.Portability.Pages.Messages;

/// <summary>What the reports of imports say, in Chinese. Reports are written in English, as the command prints them.</summary>
/// <remarks>A new message needs a line in the table of its area: <see cref="FileMessages"/> and those beside it.</remarks>
internal static class ReportMessages
{
    /// <summary>How many messages are within one another: line, tag, file, reason.</summary>
    private const int MaxDepth = 5;

    /// <summary>The whole table; of two patterns that match a message, the one that says more comes first.</summary>
    public static IReadOnlyList<MessagePattern> All { get; } =
    [
        .. new[]
        {
            FileMessages.All,
            FrontMatterMessages.All,
            PostMessages.All,
            ImageMessages.All,
            TemplateMessages.All,
            SiteMessages.All,
            OldSiteMessages.All,
            LinkMessages.All,
            BackupMessages.All,
            CommentMessages.All,
            OtherBackupMessages.All,
            RepositoryMessages.All,
        }
            .SelectMany(area => area)
            .Select(line => new MessagePattern(line.English, line.Chinese))
            .OrderBy(pattern => pattern.StartsWithPlace) // "line 3: ..." holds another message
            .ThenByDescending(pattern => pattern.Length),
    ];

    /// <summary>The message in Chinese; null if the table does not know it.</summary>
    public static string? InChinese(string message) => InChinese(message, 0);

    private static string? InChinese(string message, int depth) =>
        depth == MaxDepth
            ? null
            : All.Select(pattern => pattern.Translate(message, inner => InChinese(inner, depth + 1)))
                .FirstOrDefault(text => text is not null);
}
