using System.Text;

namespace Blog.Data.Search;

/// <summary>Corrects Latin words that no post contains and that differ by an edit or two from words that some post contains.</summary>
internal static class SearchSpelling
{
    /// <summary>Each costs a walk through the words with its first letter.</summary>
    private const int MaxWords = 2;

    /// <summary>So many similar words are looked up; most are in a visible post.</summary>
    private const int MaxTries = 6;

    /// <param name="query">With the other ways of writing its words.</param>
    /// <returns>The query as it may have been meant; null if there is nothing to correct.</returns>
    public static SearchQuery? Correct(SearchQuery query, SearchRows rows, SearchVocabulary vocabulary)
    {
        var corrections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in Unknown(query, rows).DistinctBy(token => token.Text).Take(MaxWords))
        {
            var near = vocabulary.Near(word.Text).Take(MaxTries).FirstOrDefault(other => rows.Any(Exactly(other)));
            if (near is not null)
            {
                corrections[word.Text] = near;
            }
        }

        return corrections.Count == 0 ? null : SearchQuery.Read(Corrected(query.Text, corrections));
    }

    /// <summary>Words that no visible post has in any form; joined ones (read-only) are looked at one by one.</summary>
    private static IEnumerable<SearchToken> Unknown(SearchQuery query, SearchRows rows) =>
        query
            .Wanted.Where(term => !term.IsExact && term.Tokens.All(token => token is { Kind: TokenKind.Word, IsNumber: false }))
            .SelectMany(term =>
                term.IsWord
                    ? [(Token: term.Tokens[0], Term: term)]
                    : term.Tokens.Select(token => (Token: token, Term: SearchVariants.Term(token.Text)))
            )
            .Where(word => word.Token.Text.Length >= SearchVocabulary.MinLength)
            .Where(word => !rows.Any(word.Term.Expression(withBeginnings: true)))
            .Select(word => word.Token);

    private static string Exactly(string word) =>
        new SearchTerm([new SearchToken(TokenKind.Word, word, 0, word.Length)], IsExact: true, IsExcluded: false).Expression(
            withBeginnings: false
        );

    private static string Corrected(string text, Dictionary<string, string> corrections)
    {
        var (corrected, at) = (new StringBuilder(), 0);
        foreach (var token in SearchTokens.Of(text))
        {
            if (token.Kind == TokenKind.Word && corrections.TryGetValue(token.Text, out var word))
            {
                corrected.Append(text, at, token.Start - at).Append(word);
                at = token.End;
            }
        }

        return corrected.Append(text, at, text.Length - at).ToString();
    }
}
