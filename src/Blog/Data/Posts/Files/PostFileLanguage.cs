namespace Blog.Data.Posts.Files;

/// <summary>Normalizes language tags as written by tools, and detects the language if there is no tag.</summary>
internal static class PostFileLanguage
{
    /// <summary>Normalizes a tag to BCP 47, or detects the language from the text.</summary>
    public static string Of(string? written, string title, string body)
    {
        var tag = (written ?? "").Trim().Replace('_', '-');
        return tag.ToLowerInvariant() switch
        {
            "" => IsChinese(title, body) ? "zh-CN" : "en",
            "cn" or "zh-hans" or "zh-hans-cn" or "zh-cn" or "zh" or "chinese" => "zh-CN",
            "zh-hant" or "zh-hant-tw" or "zh-tw" => "zh-TW",
            "zh-hk" => "zh-HK",
            "en" or "english" => "en",
            _ when tag.Length <= 20 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => tag,
            _ => IsChinese(title, body) ? "zh-CN" : "en",
        };
    }

    /// <summary>One Han character counts as half a Latin word; fenced code is ignored, since it would distort the result.</summary>
    private static bool IsChinese(string title, string body)
    {
        var (han, words, inFence) = (0, 0, false);
        foreach (var line in (title + "\n" + body).AsSpan().EnumerateLines())
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            inFence ^= isFence;
            if (inFence || isFence)
            {
                continue;
            }

            var inWord = false;
            foreach (var rune in line.EnumerateRunes())
            {
                var isLetter = rune.IsAscii && char.IsAsciiLetter((char)rune.Value);
                words += isLetter && !inWord ? 1 : 0;
                inWord = isLetter;
                han += rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) ? 1 : 0;
            }
        }

        return han > words / 2;
    }
}
