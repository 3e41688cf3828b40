using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Portability.Pages.Messages;

/// <summary>
/// One message of a report in English, with places for what differs, and the same in Chinese. <c>{0}</c> holds any text,
/// <c>{0:number}</c> digits, <c>{0:known}</c> another message of the table, and <c>{0:reason}</c> another message or any text.
/// </summary>
internal sealed partial class MessagePattern
{
    private readonly string[] _words;
    private readonly string[] _kinds;
    private readonly string[] _parts;
    private readonly int[] _order;

    /// <exception cref="FormatException">The two do not have the same places.</exception>
    public MessagePattern(string english, string chinese)
    {
        (English, Chinese) = (english, chinese);
        (_words, var numbers, _kinds) = Cut(english);
        (_parts, _order, _) = Cut(chinese);
        if (
            !numbers.SequenceEqual(Enumerable.Range(0, numbers.Length))
            || !_order.Order().SequenceEqual(numbers)
            || (_words.Length > 2 && _words[1..^1].Any(word => word.Length == 0))
        )
        {
            throw new FormatException($"The places of '{english}' and '{chinese}' do not match.");
        }

        Length = _words.Sum(word => word.Length);
    }

    public string English { get; }

    public string Chinese { get; }

    /// <summary>How many characters are not places: of two patterns that match a message, the longer says more.</summary>
    public int Length { get; }

    public bool StartsWithPlace => _words[0].Length == 0;

    /// <summary>The kind of each place; empty for any text.</summary>
    public IReadOnlyList<string> Kinds => _kinds;

    /// <summary>The English with texts in its places.</summary>
    public string Fill(params ReadOnlySpan<string> places)
    {
        var text = new StringBuilder(_words[0]);
        for (var i = 0; i < _kinds.Length; i++)
        {
            text.Append(places[i]).Append(_words[i + 1]);
        }

        return text.ToString();
    }

    /// <summary>The message in Chinese; null if the pattern does not match it. Linear in its length, whatever is in the places.</summary>
    /// <param name="known">Translates a message within the message; null if it is not in the table.</param>
    public string? Translate(string message, Func<string, string?> known)
    {
        var (first, last) = (_words[0], _words[^1]);
        if (_kinds.Length == 0)
        {
            return message == first ? Chinese : null;
        }

        if (
            message.Length < first.Length + last.Length
            || !message.StartsWith(first, StringComparison.Ordinal)
            || !message.EndsWith(last, StringComparison.Ordinal)
        )
        {
            return null;
        }

        var inner = message[first.Length..^last.Length];
        return SplitFromStart(inner) is not { } places ? null
            : Write(places, known) is { } written ? written
            : _kinds.Length > 1 ? Write(SplitFromEnd(inner)!, known)
            : null;
    }

    /// <summary>Finds the words between the places, each as early as possible: if they are there in order, this finds them.</summary>
    private string[]? SplitFromStart(string inner)
    {
        var (places, at) = (new string[_kinds.Length], 0);
        for (var i = 1; i < _words.Length - 1; i++)
        {
            var next = inner.IndexOf(_words[i], at, StringComparison.Ordinal);
            if (next < 0)
            {
                return null;
            }

            (places[i - 1], at) = (inner[at..next], next + _words[i].Length);
        }

        places[^1] = inner[at..];
        return places;
    }

    /// <summary>The same, each as late as possible: what people wrote comes first in most messages, and may hold the words too.</summary>
    private string[]? SplitFromEnd(string inner)
    {
        var (places, rest) = (new string[_kinds.Length], inner);
        for (var i = _words.Length - 2; i > 0; i--)
        {
            var at = rest.LastIndexOf(_words[i], StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            (places[i], rest) = (rest[(at + _words[i].Length)..], rest[..at]);
        }

        places[0] = rest;
        return places;
    }

    private string? Write(string[] places, Func<string, string?> known)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (
                _kinds[i] switch
                {
                    "number" => places[i].Length > 0 && places[i].All(char.IsAsciiDigit) ? places[i] : null,
                    "known" => known(places[i]),
                    "reason" => known(places[i]) ?? places[i],
                    _ => places[i],
                }
                is not { } place
            )
            {
                return null;
            }

            places[i] = place;
        }

        var text = new StringBuilder(_parts[0]);
        for (var i = 0; i < _order.Length; i++)
        {
            text.Append(places[_order[i]]).Append(_parts[i + 1]);
        }

        return text.ToString();
    }

    private static (string[] Words, int[] Numbers, string[] Kinds) Cut(string pattern)
    {
        var (words, numbers, kinds, at) = (new List<string>(), new List<int>(), new List<string>(), 0);
        foreach (Match place in Place().Matches(pattern))
        {
            words.Add(pattern[at..place.Index]);
            numbers.Add(place.Groups["number"].Value[0] - '0');
            kinds.Add(place.Groups["kind"].Value);
            at = place.Index + place.Length;
        }

        return ([.. words, pattern[at..]], [.. numbers], [.. kinds]);
    }

    [GeneratedRegex(@"\{(?<number>[0-9])(:(?<kind>number|known|reason))?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
