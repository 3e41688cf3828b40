using System.Text;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// A text that the converter refuses comes in all the same, as drafts that show its HTML as code: nothing of it is lost, nothing of it is
/// parsed, and its author can take out what is too much.
/// </summary>
internal static class UnconvertedText
{
    /// <summary>In characters, each of which is up to three bytes of the 512 KB that a post may have.</summary>
    private const int MaxPart = 160 * 1024;

    /// <summary>The drafts that hold a text; more than one where it is longer than a post may be.</summary>
    public static IEnumerable<BackupPost> DraftsOf(BackupPost post)
    {
        var number = 0;
        foreach (var part in Cut(post.Original.ReplaceLineEndings("\n")))
        {
            number++;
            var isFirst = number == 1;
            var suffix = number.ToString(CultureInfo.InvariantCulture);
            yield return post with
            {
                Id = isFirst ? post.Id : $"{post.Id}-part-{suffix}",
                Title = isFirst ? post.Title : $"{post.Title} ({suffix})",
                Slug = isFirst ? post.Slug : "",
                Addresses = isFirst ? post.Addresses : [],
                Markdown = AsCode(part),
            };
        }
    }

    private static string AsCode(string html)
    {
        var (longest, run) = (2, 0);
        foreach (var c in html)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return new StringBuilder().Append(fence).Append("html\n").Append(html.Trim('\n')).Append('\n').Append(fence).ToString();
    }

    /// <summary>Parts that end with a line where there is one.</summary>
    private static IEnumerable<string> Cut(string text)
    {
        while (text.Length > MaxPart)
        {
            var end = text.LastIndexOf('\n', MaxPart - 1, MaxPart / 2);
            end =
                end > 0 ? end + 1
                : char.IsHighSurrogate(text[MaxPart - 1]) ? MaxPart - 1
                : MaxPart;
            yield return text[..end];
            text = text[end..];
        }

        yield return text;
    }
}
