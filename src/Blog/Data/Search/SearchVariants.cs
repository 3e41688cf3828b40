using System.Buffers;
using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data.Search;

/// <summary>
/// The same query otherwise written: words joined, apart or with their signs (<c>nodejs</c>, <c>node.js</c>; <c>dont</c>, <c>don’t</c>;
/// <c>claudecode</c>, <c>claude code</c>), the words of other regions, and emoji not required beside words.
/// </summary>
internal static class SearchVariants
{
    /// <summary>Longer queries are not searched twice; what comes closest is good enough for them.</summary>
    private const int MaxTerms = 8;
    private const int MinWord = 4;
    private const int MaxWord = 30;
    private const int MaxOthers = 6;

    /// <summary>Signs inside words, as tokens have them.</summary>
    private const string Inner = "\u2019._";

    /// <returns>Null if the query has no other form.</returns>
    public static SearchQuery? Of(SearchQuery query, SearchVocabulary vocabulary)
    {
        if (query.Wanted.Count > MaxTerms)
        {
            return null;
        }

        var wanted = WithoutEmoji(query.Wanted);
        var forms = wanted.Select(Written).ToList();
        var known = vocabulary.Known(forms.SelectMany((form, i) => Whole(form, i + 1 < forms.Count ? forms[i + 1] : null)).Distinct());
        known.UnionWith(vocabulary.Known(forms.OfType<string>().SelectMany(Rests).Distinct()));
        var terms = wanted.Select((term, i) => term.IsExact ? term : term with { Others = [.. Others(i).Take(MaxOthers)] }).ToList();
        return terms.Count == query.Wanted.Count && terms.All(term => term.Others.Count == 0) && ReferenceEquals(wanted, query.Wanted)
            ? null
            : query.With(terms);

        IEnumerable<SearchTerm> Others(int i)
        {
            var term = wanted[i];
            if (forms[i] is { } form)
            {
                var joined = new[] { i > 0 ? forms[i - 1] + form : form, i + 1 < forms.Count ? form + forms[i + 1] : form };
                foreach (var word in Signed(form).Concat(joined).Where(word => word != form && known.Contains(word)).Distinct())
                {
                    yield return Term(word);
                }

                foreach (var (first, second) in Splits(form).Where(split => known.Contains(split.First) && IsKnown(split.Second)))
                {
                    yield return Parts(first, second);
                }

                foreach (var (first, second, third) in Thirds(form))
                {
                    if (known.Contains(first) && known.Contains(second) && IsKnown(third))
                    {
                        yield return Parts(first, second, third);
                    }
                }
            }

            foreach (var other in Regional(term))
            {
                yield return Term(other);
            }
        }

        IEnumerable<string> Rests(string form) =>
            Splits(form)
                .Where(split => known.Contains(split.First))
                .SelectMany(split => new[] { split.Second, "~" + EnglishStem.Of(split.Second) })
                .Concat(Thirds(form).Where(split => known.Contains(split.First)).SelectMany(split => new[] { split.Second, split.Third }));

        bool IsKnown(string word) => known.Contains(word) || known.Contains("~" + EnglishStem.Of(word));
    }

    /// <summary>A term of a text without quotation marks.</summary>
    public static SearchTerm Term(string text) => new([.. SearchTokens.Of(text)], IsExact: false, IsExcluded: false);

    /// <summary>
    /// A joined word taken apart. A short last part is a word of its own: as a beginning it would match half of all posts.
    /// </summary>
    private static SearchTerm Parts(params string[] parts) => Term(string.Join(' ', parts)) with { IsExact = parts[^1].Length < MinWord };

    public static bool IsEmoji(SearchToken token) =>
        token.Kind == TokenKind.Sign
        && Rune.DecodeFromUtf16(token.Text, out var rune, out _) == OperationStatus.Done
        && !CjkText.IsIdeograph(rune);

    /// <summary>The same terms if there are no emoji, or nothing else.</summary>
    private static IReadOnlyList<SearchTerm> WithoutEmoji(IReadOnlyList<SearchTerm> terms)
    {
        if (!terms.Any(HasEmoji) || terms.All(term => term.Tokens.All(IsEmoji)))
        {
            return terms;
        }

        var kept = new List<SearchTerm>();
        foreach (var term in terms)
        {
            if (term.IsExact || !HasEmoji(term))
            {
                kept.Add(term);
                continue;
            }

            var run = new List<SearchToken>();
            foreach (var token in term.Tokens.Append(new SearchToken(TokenKind.Break, "|", 0, 0)))
            {
                if (token.Kind != TokenKind.Break && !IsEmoji(token))
                {
                    run.Add(token);
                }
                else if (run.Count > 0)
                {
                    kept.Add(term with { Tokens = [.. run] });
                    run.Clear();
                }
            }
        }

        return kept;
    }

    private static bool HasEmoji(SearchTerm term) => term.Tokens.Any(IsEmoji);

    /// <summary>A term of words as one word: read-only is readonly, node.js is nodejs; null for others.</summary>
    private static string? Written(SearchTerm term)
    {
        if (term.IsExact || term.Tokens.Any(token => token.Kind != TokenKind.Word))
        {
            return null;
        }

        var word = string.Concat(term.Tokens.Select(token => token.Text)).Where(c => !Inner.Contains(c, StringComparison.Ordinal));
        return string.Concat(word) is { Length: >= 2 and <= MaxWord } written ? written : null;
    }

    private static IEnumerable<string> Whole(string? form, string? next) =>
        form is null ? [] : [form + next, .. Signed(form), .. Splits(form).Select(split => split.First)];

    /// <summary>The word without signs, with one at each place, and as a contraction: don’t, we’ll.</summary>
    private static IEnumerable<string> Signed(string form)
    {
        if (form.Length < MinWord)
        {
            yield break;
        }

        yield return form;
        for (var at = 1; at < form.Length; at++)
        {
            yield return form.Insert(at, ".");
            yield return form.Insert(at, "_");
        }

        yield return form.Insert(form.Length - 1, "\u2019");
        yield return form.Insert(form.Length - 2, "\u2019");
    }

    /// <summary>The word in two parts; a single character only if it is a number after letters.</summary>
    private static IEnumerable<(string First, string Second)> Splits(string form) =>
        form.Length < MinWord
            ? []
            : Enumerable
                .Range(2, form.Length - 2)
                .Where(at => at < form.Length - 1 || (char.IsAsciiDigit(form[at]) && char.IsAsciiLetter(form[at - 1])))
                .Where(at => !char.IsLowSurrogate(form[at]))
                .Select(at => (form[..at], form[at..]));

    /// <summary>The word in three parts of three letters and more: visualstudiocode.</summary>
    private static IEnumerable<(string First, string Second, string Third)> Thirds(string form)
    {
        for (var i = 3; i <= form.Length - 6; i++)
        {
            for (var j = i + 3; j <= form.Length - 3; j++)
            {
                yield return (form[..i], form[i..j], form[j..]);
            }
        }
    }

    /// <summary>A run of Han characters with one word, or each word, as other regions say it; an abbreviation in full.</summary>
    private static IEnumerable<string> Regional(SearchTerm term)
    {
        var text = string.Concat(term.Tokens.Select(token => token.Text));
        if (term.Tokens[0].Kind == TokenKind.Word)
        {
            return term.Tokens.Count == 1 ? RegionalWords.Of(text) : [];
        }

        if (RegionalWords.Of(text) is { Count: > 0 } whole)
        {
            return whole;
        }

        var found = new List<string>();
        var all = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (RegionalWords.At(text, i) is { } word)
            {
                var others = RegionalWords.Of(word).Where(other => !char.IsAsciiLetter(other[0])).ToList();
                found.AddRange(others.Select(other => text[..i] + other + text[(i + word.Length)..]));
                all = others.Count > 0 ? all.Replace(word, others[0], StringComparison.Ordinal) : all;
                i += word.Length - 1;
            }
        }

        return found.Append(all).Where(other => other != text).Distinct();
    }
}
