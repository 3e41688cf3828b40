using System.Runtime.InteropServices;

namespace Blog.Data.Search;

/// <summary>Marks hits in plain text and extracts the most relevant snippet.</summary>
internal static class SearchHighlighter
{
    /// <summary>Length of a snippet; a Han character counts two, a letter one.</summary>
    public const int Width = 220;

    /// <summary>How much of that may precede the first hit.</summary>
    private const int Before = 50;

    /// <summary>Longer texts are not searched for a snippet, to limit the response time.</summary>
    private const int MaxText = 100_000;

    private const string SentenceEnds = "。！？；!?\n";

    /// <summary>The whole text, in marked and unmarked pieces.</summary>
    public static IReadOnlyList<HighlightSpan> Whole(string text, SearchQuery query) =>
        Cut(text, 0, text.Length, Find(SearchTokens.Of(text), query));

    /// <summary>A one-line snippet around the best hits; the beginning if the text has none.</summary>
    public static IReadOnlyList<HighlightSpan> Snippet(string text, SearchQuery query)
    {
        text = text.Length > MaxText ? text[..MaxText] : text;
        var hits = Find(SearchTokens.Of(text), query);
        var first = Best(hits, text);
        var start = first is null ? 0 : Beginning(text, first.Value);
        var end = End(text, start);
        var shown = end < text.Length ? TextLengths.EllipsisPlace(text, LastHitEnd(hits, start, end), end) : end;
        var pieces = Cut(text, start, shown, hits).Select(piece => piece with { Text = OnOneLine(piece.Text) }).ToList();
        if (start > 0)
        {
            pieces.Insert(0, new HighlightSpan("…", IsHit: false));
        }

        if (end < text.Length)
        {
            pieces.Add(new HighlightSpan("…", IsHit: false));
        }

        return pieces;
    }

    /// <summary>What <see cref="Snippet"/> shows of a text without hits.</summary>
    /// <param name="text">Its first <see cref="Width"/> characters and one more are enough.</param>
    public static string Beginning(string text) => string.Concat(Snippet(text, SearchQuery.Read("")).Select(piece => piece.Text));

    /// <summary>The positions of the terms, in order; terms that overlap are one hit.</summary>
    private static List<Hit> Find(List<SearchToken> tokens, SearchQuery query)
    {
        var hits = new List<Hit>();
        var beginnings = new TermBeginnings(query.Wanted);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!beginnings.MayBegin(tokens[i]))
            {
                continue;
            }

            var (from, end, terms) = (i, i, 0L);
            for (var at = i; at == i || at < end; at++)
            {
                for (var t = 0; t < query.Wanted.Count; t++)
                {
                    if (query.Wanted[t].MatchAt(tokens, at) is > 0 and var length)
                    {
                        (end, terms) = (Math.Max(end, at + length), terms | (1L << t));
                    }
                }
            }

            if (end > from)
            {
                hits.Add(new Hit(tokens[from].Start, tokens[end - 1].End, terms));
                i = end - 1;
            }
        }

        return hits;
    }

    /// <summary>The hit from which a snippet shows the most distinct terms, then the most hits; the first one if equal.</summary>
    private static Hit? Best(List<Hit> hits, string text)
    {
        Hit? best = null;
        var most = (Terms: 0, Hits: 0);
        for (var i = 0; i < hits.Count; i++)
        {
            var (seen, count, end) = (0L, 0, End(text, hits[i].Start, Width - Before));
            for (var j = i; j < hits.Count && hits[j].End <= Math.Max(end, hits[i].End); j++)
            {
                seen |= hits[j].Terms;
                count++;
            }

            var here = (System.Numerics.BitOperations.PopCount((ulong)seen), Math.Min(count, 4));
            if (here.CompareTo(most) > 0)
            {
                (best, most) = (hits[i], here);
            }
        }

        return best;
    }

    /// <summary>Moves back to the start of a sentence, or of a word if that is too far.</summary>
    private static int Beginning(string text, Hit hit)
    {
        var (start, width, word) = (hit.Start, 0, hit.Start);
        while (start > 0)
        {
            var before = text[start - 1];
            if (
                SentenceEnds.Contains(before, StringComparison.Ordinal)
                || (before == ' ' && start > 1 && text[start - 2] is '.' or '!' or '?')
            )
            {
                return start;
            }

            width += WidthOf(before);
            if (width > Before)
            {
                return word;
            }

            start--;
            if (
                !char.IsLowSurrogate(text[start])
                && (IsWide(text[start]) || start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                && !char.IsWhiteSpace(text[start])
                && !IsClosing(text[start])
            )
            {
                word = start;
            }
        }

        return 0;
    }

    /// <summary>Where the last hit that is shown ends: it is shown whole (<c>.NET</c>).</summary>
    private static int LastHitEnd(List<Hit> hits, int start, int end) =>
        hits.Where(hit => hit.Start >= start && hit.End <= end).Select(hit => hit.End).DefaultIfEmpty(start).Max();

    private static int End(string text, int start, int most = Width)
    {
        var (end, width, word) = (start, 0, start);
        while (end < text.Length)
        {
            width += WidthOf(text[end]);
            if (width > most)
            {
                return word > start ? word : end;
            }

            end++;
            if (
                end == text.Length
                || (
                    !char.IsLowSurrogate(text[end])
                    && (IsWide(text[end]) || IsWide(text[end - 1]) || char.IsWhiteSpace(text[end]))
                    && !IsClosing(text[end])
                )
            )
            {
                word = end;
            }
        }

        return text.Length;
    }

    private static List<HighlightSpan> Cut(string text, int start, int end, List<Hit> hits)
    {
        var pieces = new List<HighlightSpan>();
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start >= start && hit.End <= end))
        {
            if (hit.Start < at)
            {
                continue; // one character that expands to several words
            }

            if (hit.Start > at)
            {
                pieces.Add(new HighlightSpan(text[at..hit.Start], IsHit: false));
            }

            pieces.Add(new HighlightSpan(text[hit.Start..hit.End], IsHit: true));
            at = hit.End;
        }

        if (at < end)
        {
            pieces.Add(new HighlightSpan(text[at..end], IsHit: false));
        }

        return pieces;
    }

    /// <summary>Replaces line breaks with spaces, except after Chinese punctuation.</summary>
    private static string OnOneLine(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) < 0
            ? text
            : string.Concat(
                text.Select(
                    (c, i) =>
                        c != '\n' ? c.ToString()
                        : i > 0 && "。！？；：，、」』）".Contains(text[i - 1], StringComparison.Ordinal) ? ""
                        : " "
                )
            );

    private static bool IsWide(char c) => c >= 0x2E80;

    private static int WidthOf(char c) => IsWide(c) ? 2 : 1;

    /// <summary>Characters that cannot start a line or a snippet.</summary>
    private static bool IsClosing(char c) => "，。、；：？！）」』》”’,.;:?!)]}".Contains(c, StringComparison.Ordinal);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hit(int Start, int End, long Terms);
}
