using System.Text;
using Jint;
using Jint.Native;

namespace Blog.Rendering.Scripting;

/// <summary>Converts Chinese text to pinyin without tones, for addresses.</summary>
public sealed class PinyinConverter
{
    // Long enough for any title; longer text is not for an address.
    private const int MaxLength = 2000;

    private readonly ScriptEnginePool _scripts = new("pinyin.js", TimeProvider.System);

    /// <summary>Converts the Chinese characters of a text, polyphonic ones by their words, ü as v; everything else is unchanged.</summary>
    /// <param name="text">A title or a name; it is returned unchanged if longer than 2,000 UTF-16 units, or if the script fails.</param>
    /// <returns><c>重庆银行 SQLite</c> gives <c>chong qing yin hang SQLite</c>.</returns>
    public string Spell(string text)
    {
        if (text.Length > MaxLength || !HasHan(text))
        {
            return text;
        }

        return _scripts.TryCall(TimeSpan.FromSeconds(20), Pieces, out var pieces, text) && pieces is not null ? Join(pieces) : text;
    }

    private static string[] Pieces(JsValue answer) => [.. answer.AsArray().Select(piece => piece.AsString())];

    private static string Join(string[] pieces)
    {
        var spelled = new StringBuilder();
        var afterSyllable = false;
        foreach (var piece in pieces)
        {
            // "+ni" is a syllable, "= SQLite" text between; a space is added only where two words would otherwise run together.
            var isSyllable = piece[0] == '+';
            var word = piece.AsSpan(1);
            if (
                (isSyllable || afterSyllable)
                && spelled.Length > 0
                && word.Length > 0
                && char.IsLetterOrDigit(spelled[^1])
                && char.IsLetterOrDigit(word[0])
            )
            {
                spelled.Append(' ');
            }

            spelled.Append(word);
            afterSyllable = isSyllable;
        }

        return spelled.ToString();
    }

    private static bool HasHan(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (
                rune.Value
                is (>= 0x3400 and <= 0x4DBF)
                    or (>= 0x4E00 and <= 0x9FFF)
                    or (>= 0xF900 and <= 0xFAFF)
                    or (>= 0x20000 and <= 0x3FFFF)
                    or 0x3007
            )
            {
                return true;
            }
        }

        return false;
    }
}
