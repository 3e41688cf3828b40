using System.Collections.Frozen;

namespace Blog.Accounts.Passwords;

/// <summary>
/// Keyboard walks and sequences: <c>qwerty</c>, <c>1qaz</c>, <c>4321</c>, <c>abc</c>, <c>aaa</c>. Straight ones only: a walk that may turn
/// at each key would match half of all random texts.
/// </summary>
internal static class KeyboardPatterns
{
    /// <summary>Rows of the US layout; each indented as on a keyboard, in key widths. Letters have been folded to lower case.</summary>
    private static readonly (double Indent, string Plain, string Shifted)[] Rows =
    [
        (0, "`1234567890-=", "~!@#$%^&*()_+"),
        (1.5, @"qwertyuiop[]\", "qwertyuiop{}|"),
        (1.75, "asdfghjkl;'", "asdfghjkl:\""),
        (2.25, "zxcvbnm,./", "zxcvbnm<>?"),
    ];

    private static readonly FrozenDictionary<char, (double X, int Y)> Keys = Rows.SelectMany(
            (row, y) => row.Plain.Concat(row.Shifted).Select((key, i) => (Key: key, At: (row.Indent + (i % row.Plain.Length), y)))
        )
        .DistinctBy(key => key.Key)
        .ToFrozenDictionary(key => key.Key, key => key.At);

    [Flags]
    private enum Directions
    {
        None = 0,
        Stay = 1,
        NextInAlphabet = 2,
        PreviousInAlphabet = 4,
        Right = 8,
        Left = 16,
        UpRight = 32,
        UpLeft = 64,
        DownRight = 128,
        DownLeft = 256,
        Any = 511,
    }

    /// <summary>Length of the longest sequence that a text begins with; 1 where there is none.</summary>
    public static int LineAt(ReadOnlySpan<char> text)
    {
        var length = 1;
        for (
            var directions = Directions.Any;
            length < text.Length && (directions &= Between(text[length - 1], text[length])) != Directions.None;
            length++
        ) { }

        return length;
    }

    private static Directions Between(char from, char to)
    {
        if (from == to)
        {
            return Directions.Stay;
        }

        var found =
            char.IsAsciiLetterOrDigit(from) && char.IsAsciiLetterOrDigit(to)
                ? (to - from) switch
                {
                    1 => Directions.NextInAlphabet,
                    -1 => Directions.PreviousInAlphabet,
                    _ => Directions.None,
                }
                : Directions.None;
        if (Keys.TryGetValue(from, out var a) && Keys.TryGetValue(to, out var b) && Math.Abs(b.X - a.X) <= 1)
        {
            found |= (b.Y - a.Y, b.X > a.X) switch
            {
                (0, true) => Directions.Right,
                (0, false) => b.X < a.X ? Directions.Left : Directions.Stay, // the same key, plain and shifted
                (-1, true) => Directions.UpRight,
                (-1, false) => Directions.UpLeft,
                (1, true) => Directions.DownRight,
                (1, false) => Directions.DownLeft,
                _ => Directions.None,
            };
        }

        return found;
    }
}
