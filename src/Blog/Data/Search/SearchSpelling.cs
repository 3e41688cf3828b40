using System.Text;

namespace Blog.Data.Search;

/// <summary>Corrects Latin words that no post contains and that differ by an edit or two from words that some post contains.</summary>
internal static class SearchSpelling
{
    private const int MaxWords = 4;

    /// <summary>So many similar words are looked up; most are in a visible post.</summary>
    private const int MaxTries = 6;

    /// <returns>The query as it may have been meant; null if there is nothing to correct.</returns>
    public static SearchQuery? Correct(SearchQuery query, SearchRows rows, SearchVocabulary vocabulary)
    {
        var corrections = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = query
            .Wanted.Where(term => !term.IsExact && term.Tokens.All(token => token.Kind == TokenKind.Word))
            .Where(term => !term.IsWord || !rows.Any(term.Expression(withBeginnings: true)))
            .SelectMany(term => term.Tokens)
            .DistinctBy(token => token.Text)
            .Where(token => token is { IsNumber: false })
            .Take(MaxWords);
        foreach (var token in unknown)
        {
            if (SearchVariants.Term(token.Text) is var term && !rows.Any(term.Expression(withBeginnings: true)))
            {
                var near = vocabulary.Near(token.Text).Take(MaxTries).FirstOrDefault(word => rows.Any(Exactly(word)));
                if (near is not null)
                {
                    corrections[token.Text] = near;
                }
            }
        }

        return corrections.Count == 0 ? null : SearchQuery.Read(Corrected(query.Text, corrections));
    }

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
