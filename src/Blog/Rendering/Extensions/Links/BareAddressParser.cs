using System.Buffers;
using System.Text;
using Blog.Rendering.Text;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Links;

/// <summary>
/// Turns bare addresses into links by GFM's rules, with two additions: an address may directly follow Chinese text, punctuation or a
/// symbol, and it ends at CJK punctuation, full-width characters and arrows (<c>见https://a.com/x，中文</c>).
/// </summary>
internal sealed class BareAddressParser : InlineParser
{
    private static readonly string[] Beginnings = ["https://", "http://", "www."];
    private static readonly SearchValues<char> Trailing = SearchValues.Create("?!.,:;*_~'\"");

    private static readonly SearchValues<char> Openers = SearchValues.Create("\0*_~([|=>:,;!?\"')]");

    public BareAddressParser() => OpeningCharacters = ['h', 'H', 'w', 'W'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.Text.AsSpan(slice.Start, slice.Length);
        var beginning = Begins(rest);
        if (beginning is null || !MayFollow(slice))
        {
            return false;
        }

        var length = LengthOf(rest, beginning.Length);
        if (length == 0)
        {
            return false;
        }

        var address = rest[..length].ToString();
        var start = slice.Start;
        var span = new SourceSpan(
            processor.GetSourcePosition(start, out var line, out var column),
            processor.GetSourcePosition(start + length - 1)
        );
        var link = new LinkInline
        {
            Url = beginning[0] == 'w' ? "http://" + address : address,
            IsAutoLink = true,
            IsClosed = true,
            Span = span,
            Line = line,
            Column = column,
        };
        link.AppendChild(new LiteralInline(new StringSlice(slice.Text, start, start + length - 1)) { IsClosed = true, Span = span });
        processor.Inline = link;
        slice.Start = start + length;
        return true;
    }

    private static string? Begins(ReadOnlySpan<char> rest)
    {
        foreach (var beginning in Beginnings)
        {
            if (rest.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return beginning;
            }
        }

        return null;
    }

    private static bool MayFollow(StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        return Openers.Contains(before)
            || char.IsWhiteSpace(before)
            || (!char.IsAscii(before) && (char.IsPunctuation(before) || char.IsSymbol(before)))
            || (Rune.TryCreate(before, out var rune) && (CjkText.IsWide(rune) || CjkText.IsHangul(rune)))
            || char.IsLowSurrogate(before);
    }

    /// <summary>The number of characters that belong to the address; 0 if it has no host.</summary>
    private static int LengthOf(ReadOnlySpan<char> rest, int host)
    {
        var end = host;
        int round = 0,
            square = 0;
        for (; end < rest.Length; end++)
        {
            var c = rest[end];
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '`' or '|' or '"' or '\\' || CjkText.EndsAddress(c))
            {
                break;
            }

            if (CjkText.IsIdeograph(c) && EndsBefore(rest[host..end], round))
            {
                break;
            }

            round += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            square += c switch
            {
                '[' => 1,
                ']' => -1,
                _ => 0,
            };
            if (square < 0)
            {
                break;
            }
        }

        while (end > host && (Trailing.Contains(rest[end - 1]) || (rest[end - 1] == ')' && round < 0)))
        {
            round += rest[end - 1] == ')' ? 1 : 0;
            end--;
        }

        var name = rest[host..end];
        var stop = name.IndexOfAny("/?#");
        return HasHost(stop < 0 ? name : name[..stop], needsDot: host == 4) ? end : 0;
    }

    /// <summary>
    /// Whether Chinese text follows an address: after a whole host (<c>a.com首页</c>), a comma or a bracket that the address did not open.
    /// </summary>
    private static bool EndsBefore(ReadOnlySpan<char> address, int round) =>
        address is [.., ',' or ';' or '!']
        || (address is [.., ')'] && round < 0)
        || (address is [.., >= '!' and <= '~' and not '.'] && address.Contains('.') && address.IndexOfAny("/?#") < 0);

    private static bool HasHost(ReadOnlySpan<char> name, bool needsDot) =>
        name.Length > 0 && char.IsLetterOrDigit(name[0]) && (!needsDot || name.IndexOf('.') > 0);
}
