namespace Blog.Data.Search;

/// <summary>Which tokens may begin one of the terms of a query: most of a text is passed over without comparing it to each term.</summary>
internal sealed class TermBeginnings
{
    private readonly HashSet<string> _signs = new(StringComparer.Ordinal);
    private readonly HashSet<char> _letters = [];

    public TermBeginnings(IEnumerable<SearchTerm> terms)
    {
        foreach (var token in terms.SelectMany(term => term.Others.Prepend(term)).Select(term => term.Tokens[0]))
        {
            if (token.Kind == TokenKind.Sign)
            {
                _signs.Add(token.Text);
            }
            else
            {
                _letters.Add(token.Text[0]);
            }
        }
    }

    /// <summary>False if no term begins with the token; true if one may.</summary>
    public bool MayBegin(SearchToken token) =>
        token.Kind == TokenKind.Sign
            ? _signs.Contains(token.Text)
            : _letters.Contains(token.Text[0])
                || token.IsNumber // v8 and 8 are the same
                || token.Humps is not null
                || token.Text.AsSpan().ContainsAny("._"); // found by its parts too
}
