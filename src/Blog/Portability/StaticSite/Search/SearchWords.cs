using Blog.Data.Search;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// The words under which the static search finds a text: those of the blog's own search, and each pair of adjacent Han characters, so that
/// <c>编程</c> needs no positions.
/// </summary>
internal static class SearchWords
{
    /// <summary>Other forms of a word, such as its stem, are marked: they find texts, but are no words of it.</summary>
    private const char OtherForm = '~';

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var before = default(SearchToken);
        foreach (var token in SearchTokens.Of(text).Where(token => token.Kind != TokenKind.Break))
        {
            words.Add(token.Text);
            if (token.Kind == TokenKind.Sign && token.Follows && before.Kind == TokenKind.Sign && before.Text is not null)
            {
                words.Add(before.Text + token.Text);
            }

            words.UnionWith(token.OtherForms().Select(form => OtherForm + form));
            before = token;
        }

        return words;
    }
}
