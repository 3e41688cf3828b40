namespace Blog.Accounts.Passwords;

/// <summary>
/// Whether a password consists entirely of common parts: <c>password</c> + <c>2024</c> + <c>!</c>. At most five parts, of them at most two
/// words (three unrelated words are a passphrase, and good) and one free part of four digits or two letters.
/// </summary>
/// <param name="text">Folded.</param>
/// <param name="about">Further words, or null.</param>
internal sealed class PasswordPatterns(string text, ContextWords? about)
{
    private const int MaxPieces = 5;
    private const int MaxWords = 2;
    private const int States = (MaxWords + 1) * 2; // words used, free piece used
    private const byte Never = byte.MaxValue;

    private readonly string[] _readings = [text, Read(text, one: 'i'), Read(text, one: 'l')];

    /// <summary>Fewest parts that make up the text up to a position, by state.</summary>
    private readonly byte[] _fewest = new byte[(text.Length + 1) * States];

    /// <summary>True where known parts make up the whole text.</summary>
    public bool MakeIt()
    {
        _fewest.AsSpan().Fill(Never);
        _fewest[0] = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (_fewest.AsSpan(at * States, States).ContainsAnyInRange<byte>(0, MaxPieces - 1))
            {
                Words(at);
                Lines(at);
                Numbers(at);
                Free(at);
            }
        }

        return _fewest.AsSpan(text.Length * States).ContainsAnyInRange<byte>(0, MaxPieces);
    }

    private void Words(int at)
    {
        for (var length = 2; length <= Math.Min(CommonWords.MaxLength, text.Length - at); length++)
        {
            foreach (var reading in _readings)
            {
                var piece = reading.AsSpan(at, length);
                if (CommonWords.Contains(piece) || (about?.Contains(piece) ?? false))
                {
                    Step(at, length, words: 1, free: 0);
                    break;
                }
            }
        }
    }

    private void Lines(int at)
    {
        for (var length = KeyboardPatterns.LineAt(text.AsSpan(at)); length >= 3; length--)
        {
            Step(at, length, words: 0, free: 0);
        }
    }

    private void Numbers(int at)
    {
        foreach (var length in NumberPatterns.LengthsAt(text, at))
        {
            Step(at, length, words: 0, free: 0);
        }
    }

    /// <summary>One or two symbols; and, once, up to four digits or two letters of any kind.</summary>
    private void Free(int at)
    {
        var rest = text.AsSpan(at);
        for (var length = 1; length <= Math.Min(4, rest.Length); length++)
        {
            var piece = rest[..length];
            if (
                length <= 2
                && !piece.ContainsAnyInRange('0', '9')
                && !piece.ContainsAnyInRange('a', 'z')
                && !piece.ContainsAnyExceptInRange(' ', '~')
            )
            {
                Step(at, length, words: 0, free: 0);
            }
            else if (!piece.ContainsAnyExceptInRange('0', '9') || (length <= 2 && !piece.ContainsAnyExceptInRange('a', 'z')))
            {
                Step(at, length, words: 0, free: 1);
            }
        }
    }

    private void Step(int at, int length, int words, int free)
    {
        for (var state = 0; state < States; state++)
        {
            var (used, spent) = (state / 2, state % 2);
            var pieces = _fewest[(at * States) + state];
            if (pieces < MaxPieces && used + words <= MaxWords && spent + free <= 1)
            {
                ref var there = ref _fewest[((at + length) * States) + ((used + words) * 2) + spent + free];
                there = Math.Min(there, (byte)(pieces + 1));
            }
        }
    }

    /// <summary>The text with letter substitutes replaced by letters; 1 may be i or l.</summary>
    private static string Read(string text, char one) =>
        string.Create(
            text.Length,
            (text, one),
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from.text[i] switch
                    {
                        '0' => 'o',
                        '1' or '!' or '|' => from.one,
                        '3' => 'e',
                        '4' or '@' => 'a',
                        '5' or '$' => 's',
                        '7' or '+' => 't',
                        '8' => 'b',
                        '9' => 'g',
                        var c => c,
                    };
                }
            }
        );
}
