namespace Blog.Accounts.Passwords;

/// <summary>
/// Numbers with a meaning: years, birthdays, mobile numbers, and those that sound like words in Chinese (520: I love you).
/// </summary>
internal static class NumberPatterns
{
    private static readonly string[] Spoken =
    [
        "520",
        "521",
        "1314",
        "5201314",
        "5211314",
        "1314520",
        "1314521",
        "7758521",
        "7758258",
        "147258369",
        "147258",
        "258369",
        "159357",
        "357159",
        "789456",
        "456123",
        "789456123",
        "963852741",
        "147852369",
        "12306",
        "10086",
        "007",
    ];

    /// <summary>Lengths of the known numbers at a position of a text.</summary>
    public static List<int> LengthsAt(string whole, int at)
    {
        var text = whole.AsSpan(at);
        var digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        var lengths = new List<int>();
        if (digits == 0)
        {
            return lengths;
        }

        foreach (var number in Spoken)
        {
            if (text.StartsWith(number, StringComparison.Ordinal))
            {
                lengths.Add(number.Length);
            }
        }

        AddIf(digits >= 4 && IsYear(Number(text, 4)), 4);
        AddIf(digits >= 6 && IsDay(Number(text[2..], 2), Number(text[4..], 2)), 6); // yyMMdd
        AddIf(digits >= 6 && IsYear(Number(text, 4)) && Number(text[4..], 2) is >= 1 and <= 12, 6); // yyyyMM
        AddIf(digits >= 8 && IsYear(Number(text, 4)) && IsDay(Number(text[4..], 2), Number(text[6..], 2)), 8); // yyyyMMdd
        AddIf(
            digits >= 8
                && IsYear(Number(text[4..], 4))
                && (IsDay(Number(text, 2), Number(text[2..], 2)) || IsDay(Number(text[2..], 2), Number(text, 2))),
            8
        ); // MMddyyyy, ddMMyyyy
        // A Chinese mobile number: known to everyone who knows its owner.
        AddIf(digits == 11 && text[0] == '1' && text[1] >= '3' && (at == 0 || !char.IsAsciiDigit(whole[at - 1])), 11);
        return lengths;

        void AddIf(bool known, int length)
        {
            if (known)
            {
                lengths.Add(length);
            }
        }
    }

    private static int Number(ReadOnlySpan<char> text, int length) =>
        int.Parse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsYear(int number) => number is >= 1900 and < 2100;

    private static bool IsDay(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;
}
