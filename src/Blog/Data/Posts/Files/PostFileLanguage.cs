using Blog.Rendering;

namespace Blog.Data.Posts.Files;

/// <summary>Normalizes language tags as written by tools, and detects the language if there is no tag.</summary>
public static class PostFileLanguage
{
    private const int MaxLength = 20;

    /// <summary>How much more a word of the title says than one of the text, which may be a listing or lyrics.</summary>
    private const int TitleWeight = 4;

    /// <summary>Words without a Han character that show that a text is not Chinese.</summary>
    private const int EnoughWords = 20;

    /// <summary>Normalizes a tag to BCP 47; null if it is none.</summary>
    public static string? Normalize(string? written)
    {
        var tag = (written ?? "").Trim().Replace('_', '-');
        return tag.ToLowerInvariant() switch
        {
            "" => null,
            "cn" or "zh-hans" or "zh-hans-cn" or "zh-cn" or "zh" or "chinese" => "zh-CN",
            "zh-hant" => "zh-Hant",
            "zh-hant-tw" or "zh-tw" => "zh-TW",
            "zh-hk" => "zh-HK",
            "en" or "english" => "en",
            _ when tag.Length <= MaxLength && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => string.Join(
                '-',
                tag.Split('-').Select(Cased)
            ),
            _ => null,
        };
    }

    /// <summary>The usual case of a part of a tag: language <c>en</c>, script <c>Latn</c>, region <c>GB</c>.</summary>
    private static string Cased(string part, int index) =>
        index == 0 ? part.ToLowerInvariant()
        : part.Length == 2 ? part.ToUpperInvariant()
        : part.Length == 4 && char.IsAsciiLetter(part[0]) ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()
        : part.ToLowerInvariant();

    /// <summary>The language that a file names, otherwise the one given for such files, otherwise the one of its text.</summary>
    internal static string Of(string? written, string title, string body, PostFileConventions conventions) =>
        Normalize(written) ?? conventions.Language ?? Detect(title, body, conventions.SiteLanguage);

    /// <summary>
    /// Detects Chinese: one Han character counts as half a Latin word. The site's language decides where the words do not.
    /// </summary>
    private static string Detect(string title, string body, string? site)
    {
        var (titleHan, titleWords) = Count(title);
        var (han, words) = Count(MarkdownProse.Of(body));
        han += TitleWeight * titleHan;
        words += TitleWeight * titleWords;
        var isChinese = han > words / 2;
        if (site is null)
        {
            return isChinese ? "zh-CN" : "en";
        }

        var isSiteChinese = site.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        return isChinese ? (isSiteChinese ? site : "zh-CN")
            : isSiteChinese && han == 0 && words >= EnoughWords ? "en"
            : site;
    }

    private static (int Han, int Words) Count(string text)
    {
        var (han, words, inWord) = (0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isLetter = rune.IsAscii && char.IsAsciiLetter((char)rune.Value);
            words += isLetter && !inWord ? 1 : 0;
            inWord = isLetter;
            han += rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) ? 1 : 0;
        }

        return (han, words);
    }
}
