namespace Blog.Data.Search;

/// <summary>
/// A parsed search query: required words and runs of Han characters, phrases in quotation marks (<c>"…"</c>, <c>“…”</c>, <c>「…」</c>), and
/// excluded terms after a minus. Any input is accepted.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 200;

    private const int MaxTerms = 16;
    private const string Openings = "\"\uFF02“”„«「『";

    private SearchQuery(string text, IReadOnlyList<SearchTerm> wanted, IReadOnlyList<SearchTerm> excluded)
    {
        Text = text;
        Wanted = wanted;
        Excluded = excluded;
    }

    /// <summary>As typed, trimmed.</summary>
    public string Text { get; }

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Whether it exceeds the maximum length; nothing is searched then.</summary>
    public bool IsTooLong => Text.Length > MaxLength;

    /// <summary>Whether it contains only excluded terms.</summary>
    public bool OnlyExcludes => Wanted.Count == 0 && Excluded.Count > 0;

    /// <summary>Whether there is something to search for.</summary>
    public bool CanFind => Wanted.Count > 0;

    internal IReadOnlyList<SearchTerm> Wanted { get; }

    internal IReadOnlyList<SearchTerm> Excluded { get; }

    public static SearchQuery Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        var terms = new List<SearchTerm>();
        if (text.Length > MaxLength)
        {
            return new SearchQuery(text, [], []);
        }

        for (var i = 0; i < text.Length; )
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var excluded =
                text[i] is '-' or '\uFF0D' or '\u2212'
                && i + 1 < text.Length
                && !char.IsWhiteSpace(text[i + 1])
                && text[i + 1] is not ('-' or '\uFF0D');
            i += excluded ? 1 : 0;
            var close = Openings.Contains(text[i], StringComparison.Ordinal) ? FindClose(text, i) : -1;
            var end = close > 0 ? close : EndOfChunk(text, i + 1);
            var tokens = SearchTokens.Of(close > 0 ? text[(i + 1)..close] : text[i..end]);
            if (close > 0)
            {
                AddPhrase(terms, tokens, excluded);
            }
            else
            {
                AddGroups(terms, tokens, excluded);
            }

            i = close > 0 ? close + 1 : end;
        }

        return new SearchQuery(
            text,
            [.. terms.Where(term => !term.IsExcluded).Take(MaxTerms)],
            [.. terms.Where(term => term.IsExcluded).Take(MaxTerms)]
        );
    }

    /// <summary>The same with other terms to search for.</summary>
    internal SearchQuery With(IReadOnlyList<SearchTerm> wanted) => new(Text, wanted, Excluded);

    /// <summary>The FTS5 expression, passed as a parameter; every string in it is quoted.</summary>
    internal string Expression()
    {
        var wanted = string.Join(" AND ", Wanted.Select(term => term.Expression(withBeginnings: true)));
        return Excluded.Count == 0
            ? wanted
            : $"({wanted}) NOT ({string.Join(" OR ", Excluded.Select(term => term.Expression(withBeginnings: false)))})";
    }

    /// <summary>The same for some columns, without excluded terms.</summary>
    internal string ExpressionIn(string columns) =>
        $"{{{columns}}} : ({string.Join(" AND ", Wanted.Select(term => term.Expression(withBeginnings: true)))})";

    private static int FindClose(string text, int open)
    {
        var closings = text[open] switch
        {
            '「' => "」",
            '『' => "』",
            '«' => "»",
            _ => "\"\uFF02”“",
        };
        var close = text.AsSpan(open + 1).IndexOfAny(closings);
        return close > 0 ? open + 1 + close : -1;
    }

    private static int EndOfChunk(string text, int start)
    {
        while (start < text.Length && !char.IsWhiteSpace(text[start]) && !Openings.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }

        return start;
    }

    private static void AddPhrase(List<SearchTerm> terms, List<SearchToken> tokens, bool excluded)
    {
        tokens = [.. tokens.SkipWhile(token => token.Kind == TokenKind.Break)];
        while (tokens.Count > 0 && tokens[^1].Kind == TokenKind.Break)
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        if (tokens.Count > 0)
        {
            terms.Add(new SearchTerm([.. tokens], IsExact: true, excluded));
        }
    }

    /// <summary>
    /// Splits text without spaces: Chinese and Latin are separated (<c>用Redis做缓存</c> gives three terms), words joined by symbols stay
    /// together (<c>read-only</c>).
    /// </summary>
    private static void AddGroups(List<SearchTerm> terms, List<SearchToken> tokens, bool excluded)
    {
        for (var i = 0; i < tokens.Count; )
        {
            var end = i + 1;
            while (end < tokens.Count && tokens[end].Kind == tokens[i].Kind && (tokens[i].Kind == TokenKind.Word || tokens[end].Follows))
            {
                end++;
            }

            if (tokens[i].Kind != TokenKind.Break)
            {
                terms.Add(new SearchTerm([.. tokens[i..end]], IsExact: false, excluded));
            }

            i = end;
        }
    }
}
