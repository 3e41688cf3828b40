using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Blog.Data.Posts.Files;

/// <summary>Parses the date formats that authors and tools write. An offset in the text takes precedence over the given zone.</summary>
public static partial class PostFileDate
{
    private const int MaxLength = 100;

    private static readonly string[] WordFormats =
    [
        "MMM d, yyyy",
        "MMMM d, yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "MMM d, yyyy H:mm",
        "MMMM d, yyyy H:mm",
        "MMM d yyyy H:mm:ss",
        "MMM d, yyyy h:mm tt",
        "MMMM d, yyyy h:mm tt",
        "ddd, d MMM yyyy H:mm:ss",
        "ddd MMM d yyyy H:mm:ss",
        "ddd MMM d H:mm:ss yyyy",
        "MM/dd/yyyy",
        "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss",
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="words">As written.</param>
    /// <param name="zone">Time zone of dates without one.</param>
    /// <param name="date">The instant, with its offset.</param>
    /// <param name="hasZone">True if the text contains a zone.</param>
    public static bool TryParse(string words, TimeZoneInfo zone, out DateTimeOffset date, out bool hasZone)
    {
        (date, hasZone) = (default, false);
        var text = words.Trim().Trim('"', '\'');
        if (text.Length > MaxLength)
        {
            return false;
        }

        var match = Numbers().Match(text);
        if (!match.Success)
        {
            return TryWords(text, zone, out date, out hasZone) || TryUnixTime(text, out date, out hasZone);
        }

        int Part(string name, int otherwise) =>
            match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        var hour = Part("hour", 0);
        if (match.Groups["half"].Success)
        {
            hour = (hour % 12) + (match.Groups["half"].ValueSpan.StartsWith("p", StringComparison.OrdinalIgnoreCase) ? 12 : 0);
        }

        DateTime local;
        try
        {
            local = new DateTime(
                Part("year", 0),
                Part("month", 1),
                Part("day", 1),
                hour,
                Part("minute", 0),
                Part("second", 0),
                DateTimeKind.Unspecified
            ).AddMilliseconds(Milliseconds(match.Groups["fraction"].ValueSpan));
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }

        return TryPlace(local, match.Groups["zone"].Value, zone, out date, out hasZone);
    }

    /// <summary>The database stores milliseconds; further digits are dropped.</summary>
    private static int Milliseconds(ReadOnlySpan<char> fraction)
    {
        var milliseconds = 0;
        for (var i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return milliseconds;
    }

    /// <summary>The form that every YAML parser reads as a date (RFC 3339), with the original offset.</summary>
    public static string Write(DateTimeOffset date) =>
        date.ToString(date.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static bool TryPlace(DateTime local, string words, TimeZoneInfo zone, out DateTimeOffset date, out bool hasZone)
    {
        (date, hasZone) = (default, words.Length > 0);
        TimeSpan offset;
        if (words.Length == 0)
        {
            offset = zone.GetUtcOffset(local);
        }
        else if (words[0] is '+' or '-')
        {
            var digits = words[1..].Replace(":", "", StringComparison.Ordinal);
            offset = new TimeSpan(
                int.Parse(digits[..2], CultureInfo.InvariantCulture),
                digits.Length > 2 ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0,
                0
            );
            offset = words[0] == '-' ? -offset : offset;
        }
        else if (words is "Z" or "z" or "UTC" or "GMT")
        {
            offset = TimeSpan.Zero;
        }
        else if (TryZone(words, out var named))
        {
            offset = named.GetUtcOffset(local);
        }
        else
        {
            return false;
        }

        try
        {
            date = new DateTimeOffset(local, offset);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // an offset beyond 14 hours, or the instant before year 1
        }
    }

    private static bool TryWords(string text, TimeZoneInfo zone, out DateTimeOffset date, out bool hasZone)
    {
        var parts = TrailingZone().Match(text);
        date = default;
        hasZone = false;
        return DateTime.TryParseExact(
                parts.Groups["words"].Value,
                WordFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces,
                out var local
            ) && TryPlace(local, parts.Groups["zone"].Value, zone, out date, out hasZone);
    }

    private static bool TryUnixTime(string text, out DateTimeOffset date, out bool hasZone)
    {
        (date, hasZone) = (default, true);
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        date = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return true;
    }

    /// <summary>Finds a zone by its IANA name, or by an offset (<c>+08:00</c>).</summary>
    public static bool TryZone(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        var text = name?.Trim().Trim('"', '\'') ?? "";
        if (text.Length is 0 or > 60)
        {
            return false;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out zone);
    }

    // 2020-01-02 03:04:05.678 +0800, with / or . or 年月日, one-digit parts, an accidentally repeated year, a comment.
    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(?:[-/.年](?<month>[0-9]{1,2})(?:[-/.月](?<day>[0-9]{1,2})日?)?|(?<month>[0-9][0-9])(?<day>[0-9][0-9]))"
            + @"(?:(?:[Tt]|[ \t]+|[Tt] )(?<hour>[0-9]{1,2})[:时](?<minute>[0-9]{1,2})"
            + @"(?:[:分](?<second>[0-9]{1,2})秒?(?:[.,](?<fraction>[0-9]+))?)?"
            + @"(?:\s*(?<half>[AaPp][Mm]))?)?(?:\s+[0-9]{4})?"
            + @"\s*(?<zone>Z|z|[+-][0-9]{2}(?::?[0-9]{2})?|[A-Z]{3,4}|[A-Z][A-Za-z_]+/[A-Za-z_/]+)?\s*(?:#.*)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"^(?<words>.*?)\s*(?<zone>[+-][0-9]{2}:?[0-9]{2}|GMT|UTC|Z)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TrailingZone();
}
