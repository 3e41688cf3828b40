namespace Blog.Portability.Git.Files;

/// <summary>A file with line feeds: front matter with its marks, blank lines below it, text.</summary>
/// <param name="Head">To be written as it is.</param>
/// <param name="Fields">What is between the marks.</param>
internal sealed record FileParts(string Head, string Fields, string Gap, string Body, bool IsYaml)
{
    /// <summary>Takes a file apart; null if it has no front matter.</summary>
    public static FileParts? Of(string text)
    {
        var mark =
            text.StartsWith("---\n", StringComparison.Ordinal) ? "---"
            : text.StartsWith("+++\n", StringComparison.Ordinal) ? "+++"
            : null;
        if (mark is null)
        {
            return null;
        }

        var end = text.IndexOf($"\n{mark}\n", mark.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return text.EndsWith("\n" + mark, StringComparison.Ordinal) && text.Length > 2 * mark.Length + 1
                ? new FileParts(text + "\n", text[(mark.Length + 1)..^mark.Length], "", "", mark == "---")
                : null;
        }

        var start = end + mark.Length + 2;
        var body = text.AsSpan(start).TrimStart('\n');
        return new FileParts(
            text[..start],
            text[Math.Min(mark.Length + 1, end + 1)..(end + 1)],
            new string('\n', text.Length - start - body.Length),
            body.ToString(),
            mark == "---"
        );
    }
}
