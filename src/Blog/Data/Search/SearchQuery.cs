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

    private SearchQuery(string text, List<SearchTerm> terms)
    {
        Text = text;
        Wanted = [.. terms.Where(term => !term.IsExcluded).Take(MaxTerms)];
        Excluded = [.. terms.Where(term => term.IsExcluded).Take(MaxTerms)];
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
            return new SearchQuery(text, terms);
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

        return new SearchQuery(text, terms);
    }

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

/// <summary>A search term: a word in its forms, or adjacent tokens.</summary>
/// <param name="Tokens">At least one.</param>
/// <param name="IsExact">Whether it was in quotation marks and matches in this form only.</param>
/// <param name="IsExcluded">Whether it must not occur.</param>
internal sealed record SearchTerm(IReadOnlyList<SearchToken> Tokens, bool IsExact, bool IsExcluded)
{
    /// <summary>Minimum length from which a word also matches longer ones.</summary>
    private const int MinBeginning = 3;

    private readonly string _last = Tokens[^1].Kind == TokenKind.Word ? EnglishStem.Of(Tokens[^1].Text) : Tokens[^1].Text;

    /// <summary>Whether it is a single word that also matches in other forms.</summary>
    private bool IsWord => !IsExact && Tokens is [{ Kind: TokenKind.Word }];

    /// <summary>Whether its last word also matches as a prefix.</summary>
    private bool IsBeginning =>
        !IsExact
        && Tokens[^1] is { Kind: TokenKind.Word, IsNumber: false } token
        && token.Text.Length >= MinBeginning
        && char.IsLetterOrDigit(token.Text[^1]);

    /// <summary>The term in FTS5 syntax.</summary>
    /// <param name="withBeginnings">Whether to match prefixes; never for excluded terms.</param>
    public string Expression(bool withBeginnings)
    {
        if (!IsWord)
        {
            var phrase = string.Join(' ', Tokens.Select(token => token.Text));
            var alternatives = new List<string> { Quoted(phrase) };
            if (withBeginnings && IsBeginning)
            {
                alternatives.Add(Quoted(string.Join(' ', Tokens.SkipLast(1).Select(token => token.Text).Append(_last))) + "*");
            }

            return "(" + string.Join(" OR ", alternatives.Distinct()) + ")";
        }

        return "(" + string.Join(" OR ", WordForms(withBeginnings).Distinct()) + ")";
    }

    /// <summary>Number of tokens that match at a position of a text; zero if the term is not there.</summary>
    public int MatchAt(List<SearchToken> tokens, int at)
    {
        if (IsWord)
        {
            return IsFormOf(tokens[at]) ? 1 : 0;
        }

        if (at + Tokens.Count > tokens.Count)
        {
            return 0;
        }

        for (var i = 0; i < Tokens.Count; i++)
        {
            var (mine, theirs) = (Tokens[i].Text, tokens[at + i].Text);
            var isSame =
                string.Equals(mine, theirs, StringComparison.Ordinal)
                || (i == Tokens.Count - 1 && IsBeginning && theirs.StartsWith(_last, StringComparison.Ordinal));
            if (!isSame)
            {
                return 0;
            }
        }

        return Tokens.Count;
    }

    private IEnumerable<string> WordForms(bool withBeginnings)
    {
        var token = Tokens[0];
        var parts = token.Parts();
        foreach (var form in new[] { token.Text, _last, token.Unversioned }.OfType<string>().Distinct())
        {
            yield return Quoted(form);
            yield return Quoted("~" + form);
        }

        if (parts.Count > 1)
        {
            yield return Quoted(string.Join(' ', parts.Select(part => "~" + EnglishStem.Of(part))));
        }

        if (withBeginnings && IsBeginning)
        {
            yield return Quoted(token.Text) + "*";
            yield return Quoted("~" + token.Text) + "*";
        }
        else if (withBeginnings && token.IsNumber)
        {
            yield return Quoted(token.Text + ".") + "*";
            yield return Quoted("~" + (token.Unversioned ?? token.Text) + ".") + "*";
        }
    }

    /// <summary>The same comparison as <see cref="WordForms"/> makes in the index, for one token.</summary>
    private bool IsFormOf(SearchToken other)
    {
        var (token, text) = (Tokens[0], other.Text);
        if (other.Kind != TokenKind.Word)
        {
            return false;
        }

        if (
            string.Equals(text, token.Text, StringComparison.Ordinal)
            || string.Equals(text, _last, StringComparison.Ordinal)
            || (IsBeginning && text.StartsWith(token.Text, StringComparison.Ordinal))
            || (token.IsNumber && Unversioned(text).StartsWith(Unversioned(token.Text) + ".", StringComparison.Ordinal))
            || (token.IsNumber && string.Equals(Unversioned(text), Unversioned(token.Text), StringComparison.Ordinal))
        )
        {
            return true;
        }

        // Stemming is expensive: done only if the prefix makes a match likely, or if there are parts.
        var plain = other.Humps is null && text.AsSpan().IndexOfAny("._") < 0;
        if (plain && (text[0] != _last[0] || text.Length < 3))
        {
            return false;
        }

        var forms = other.OtherForms().ToList();
        var parts = token.Parts();
        return forms.Contains(token.Text)
            || forms.Contains(_last)
            || (IsBeginning && forms.Exists(form => form.StartsWith(token.Text, StringComparison.Ordinal)))
            || (
                parts.Count > 1
                && ("~" + string.Join('~', forms) + "~").Contains(
                    "~" + string.Join('~', parts.Select(EnglishStem.Of)) + "~",
                    StringComparison.Ordinal
                )
            );
    }

    private static string Unversioned(string number) => number[0] == 'v' ? number[1..] : number;

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
