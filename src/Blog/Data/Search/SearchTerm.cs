namespace Blog.Data.Search;

/// <summary>A search term: a word in its forms, or adjacent tokens.</summary>
/// <param name="Tokens">At least one.</param>
/// <param name="IsExact">Whether it was in quotation marks and matches in this form only.</param>
/// <param name="IsExcluded">Whether it must not occur.</param>
internal sealed record SearchTerm(IReadOnlyList<SearchToken> Tokens, bool IsExact, bool IsExcluded)
{
    /// <summary>Minimum length from which a word also matches longer ones.</summary>
    private const int MinBeginning = 3;

    /// <summary>Minimum length of the words that begin few others.</summary>
    private const int MinLongWord = 4;

    /// <summary>Other ways of writing the same; one of them is enough.</summary>
    public IReadOnlyList<SearchTerm> Others { get; init; } = [];

    private readonly string _last = Tokens[^1].Kind == TokenKind.Word ? EnglishStem.Of(Tokens[^1].Text) : Tokens[^1].Text;

    /// <summary>Whether it is a single word that also matches in other forms.</summary>
    public bool IsWord => !IsExact && Tokens is [{ Kind: TokenKind.Word }];

    /// <summary>Whether it is a word that begins few others, so that it is found quickly.</summary>
    public bool IsLongWord => IsWord && Tokens[0].Text.Length >= MinLongWord;

    /// <summary>Whether its last word also matches as a prefix.</summary>
    private bool IsBeginning =>
        !IsExact
        && Tokens[^1] is { Kind: TokenKind.Word, IsNumber: false } token
        && token.Text.Length >= MinBeginning
        && char.IsLetterOrDigit(token.Text[^1]);

    /// <summary>The term in FTS5 syntax.</summary>
    /// <param name="withBeginnings">Whether to match prefixes; never for excluded terms.</param>
    public string Expression(bool withBeginnings) =>
        Others.Count == 0
            ? Own(withBeginnings)
            : "(" + string.Join(" OR ", Others.Select(other => other.Own(withBeginnings)).Prepend(Own(withBeginnings))) + ")";

    /// <summary>Number of tokens that match at a position of a text; zero if the term is not there.</summary>
    public int MatchAt(List<SearchToken> tokens, int at)
    {
        var longest = MatchOwn(tokens, at);
        for (var i = 0; i < Others.Count; i++) // asked for every token of a text: no enumerator
        {
            longest = Math.Max(longest, Others[i].MatchOwn(tokens, at));
        }

        return longest;
    }

    private string Own(bool withBeginnings)
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

    private int MatchOwn(List<SearchToken> tokens, int at)
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
