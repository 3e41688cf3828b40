using System.Text;
using Blog.Tests.Rendering;

namespace Blog.Tests.Fuzzing;

/// <summary>Mutations that preserve much of a text's structure, so that they get further than noise.</summary>
internal sealed class TextMutations(IReadOnlyList<IReadOnlyList<string>> dictionary)
{
    private const int Longest = 12_000;

    private static readonly string[] Pairs =
    [
        "**|**",
        "*|*",
        "`|`",
        "[|](/x)",
        "![|](/x.png)",
        "~~|~~",
        "$|$",
        "<b>|</b>",
        "<div>\n|\n</div>",
        "<a href=x>|</a>",
        "(|)",
        "\"|\"",
        "<!--|-->",
        "```\n|\n```",
        "[^|]",
        "==|==",
        "（|）",
        "「|」",
        "{|}",
        "\u202E|\u202C",
    ];

    /// <summary>A few changes, one after the other.</summary>
    /// <param name="other">Gives another seed, to splice with.</param>
    public string Change(string seed, Func<string> other, Random random)
    {
        var text = seed;
        for (var left = ByteMutations.Several(random); left > 0; left--)
        {
            text = Once(text, other, random);
            text = text.Length > Longest ? text[..Longest] : text;
        }

        return text;
    }

    private string Once(string text, Func<string> other, Random random)
    {
        var from = Place(text, random);
        var to = from + random.Next(Math.Min(text.Length - from, random.Next(3) == 0 ? 400 : 20) + 1);
        var piece = text[from..to];
        return random.Next(14) switch
        {
            0 => text[..from] + text[to..],
            1 => text[..to] + Times(piece, random.Next(1, 6)) + text[to..],
            2 => Spliced(text, from, other(), random),
            3 => text[..from],
            4 => text[..from] + (char)random.Next(random.Next(3) == 0 ? 0x10000 : 0x80) + text[to..],
            5 => text[..from] + Tokens.Signs[random.Next(Tokens.Signs.Count)] + text[from..],
            6 => text[..from] + Prefixed(piece, Token(random)) + text[to..],
            7 => text[..from] + Pairs[random.Next(Pairs.Length)].Replace("|", piece, StringComparison.Ordinal) + text[to..],
            8 => WithNumber(text, from, random),
            9 => text[..from] + Times(Token(random), 1 << random.Next(10)) + text[from..],
            10 => text[..from] + HostilePayloads.All[random.Next(HostilePayloads.All.Count)] + text[from..],
            11 => Swapped(text, random),
            _ => text[..from] + Token(random) + text[from..],
        };
    }

    private string Token(Random random)
    {
        var words = dictionary[random.Next(dictionary.Count)];
        return words[random.Next(words.Count)];
    }

    /// <summary>Every second one is at the start of a line.</summary>
    private static int Place(string text, Random random)
    {
        var place = random.Next(text.Length + 1);
        return random.Next(2) == 0 && place > 0 ? text.LastIndexOf('\n', place - 1) + 1 : place;
    }

    private static string Times(string piece, int times) =>
        new StringBuilder().Insert(0, piece, Math.Clamp(times, 1, Math.Max(1, Longest / Math.Max(1, piece.Length)))).ToString();

    private static string Prefixed(string piece, string prefix) => prefix + piece.Replace("\n", "\n" + prefix, StringComparison.Ordinal);

    private static string Spliced(string text, int from, string other, Random random) => text[..from] + other[Place(other, random)..];

    private static string WithNumber(string text, int from, Random random)
    {
        var start = text.AsSpan(from).IndexOfAnyInRange('0', '9') + from;
        start = start < from ? from : start;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[..start] + Tokens.Numbers[random.Next(Tokens.Numbers.Count)] + text[end..];
    }

    private static string Swapped(string text, Random random)
    {
        var lines = text.Split('\n');
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join('\n', lines);
    }
}
