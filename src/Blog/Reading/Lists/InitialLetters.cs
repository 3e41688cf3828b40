using System.Text;

namespace Blog.Reading.Lists;

/// <summary>The letter that a name is indexed under: its first letter, or that of its first character's pinyin.</summary>
public static class InitialLetters
{
    /// <summary>For names that start with neither a Latin letter nor a Chinese character.</summary>
    public const char Other = '#';

    // The first character of each initial in the pinyin order of Unicode's CLDR; no syllable starts with i, u or v.
    private const string Letters = "ABCDEFGHJKLMNOPQRSTWXYZ";
    private const string Firsts = "阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀";

    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Sorts Chinese by pinyin, and everything else alphabetically.</summary>
    public static StringComparer Order { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), ignoreCase: true);

    /// <summary>The letter of a name; leading symbols are ignored (<c>.NET</c> is under N).</summary>
    public static char Of(string name)
    {
        var first = name.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit);
        var plain = first.Value == 0 ? "" : first.ToString().Normalize(NormalizationForm.FormKD);
        return plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? char.ToUpperInvariant(plain[0])
            : first.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF) ? OfCharacter(first.ToString())
            : Other;
    }

    private static char OfCharacter(string character)
    {
        var letter = Letters[0];
        for (var i = 0; i < Firsts.Length && Pinyin.Compare(Firsts[i].ToString(), character) <= 0; i++)
        {
            letter = Letters[i];
        }

        return letter;
    }
}
