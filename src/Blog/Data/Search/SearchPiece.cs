namespace Blog.Data.Search;

/// <summary>A part of a query that a post may contain without the rest: a word, or two neighbouring Han characters.</summary>
/// <param name="Term">What to look for.</param>
/// <param name="Weight">How much it says, between 0 and 2.</param>
internal sealed record SearchPiece(SearchTerm Term, double Weight)
{
    /// <summary>Weaker pieces are not marked in what was found.</summary>
    public const double Marked = 0.5;

    private const double Word = 2,
        Pair = 1,
        Single = 0.8,
        Weak = 0.3;

    private const int Most = 12;

    /// <summary>A longer run of Han characters is hardly anywhere as a whole.</summary>
    private const int MaxWhole = 8;

    /// <summary>Characters that mostly join others; two of them together are left out.</summary>
    private const string Particles = "的了吗呢吧啊呀么嘛在和与是有我你他她它把被从到用给对上里中不也就都很会要能一这那个及或让着过没还怎哪";

    /// <summary>Words that ask instead of naming something; a run of Han characters is cut at them.</summary>
    private static readonly string[] Asking =
    [
        "为什么",
        "怎么样",
        "怎么办",
        "能不能",
        "有没有",
        "要不要",
        "是不是",
        "怎么",
        "怎样",
        "如何",
        "什么",
        "为何",
        "哪些",
        "哪个",
        "哪里",
        "多少",
        "可以",
        "是否",
        "一下",
        "一个",
        "我的",
    ];

    private static readonly HashSet<string> EnglishParticles =
    [
        .. (
            "a an and any are as at be by can could did do does for from get has have how i if in into is it its me my no not of on or our "
            + "out should so some that the their there this to up was we what when where which who why will with without would you your"
        ).Split(' '),
    ];

    /// <summary>The pieces of a query, words before Han characters, since they say more.</summary>
    public static List<SearchPiece> Of(SearchQuery query)
    {
        var pieces = new List<SearchPiece>();
        foreach (var term in query.Wanted)
        {
            if (term.IsWord)
            {
                AddWord(pieces, term);
                foreach (var part in term.Others.Where(other => other.Tokens.Count > 1).SelectMany(other => other.Tokens))
                {
                    // joined words whose parts stand apart: dockerimage, "the image that Docker built"
                    pieces.Add(new SearchPiece(new SearchTerm([part], IsExact: false, IsExcluded: false), Pair));
                }

                continue;
            }

            if (term.Others.Count > 0 && term.Tokens.Count <= MaxWhole)
            {
                pieces.Add(new SearchPiece(term, Word)); // the whole, or what other regions say
            }

            for (var i = 0; i < term.Tokens.Count; )
            {
                var end = i + 1;
                while (end < term.Tokens.Count && IsHan(term.Tokens[i]) && IsHan(term.Tokens[end]))
                {
                    end++;
                }

                if (term.Tokens[i].Kind == TokenKind.Word)
                {
                    AddWord(pieces, term with { Tokens = [term.Tokens[i]], IsExact = false, Others = [] });
                }
                else if (IsHan(term.Tokens[i]))
                {
                    AddRun(pieces, string.Concat(term.Tokens.Take(i..end).Select(token => token.Text)));
                }

                i = end;
            }
        }

        return
        [
            .. pieces
                .DistinctBy(piece => string.Join(' ', piece.Term.Tokens.Select(token => token.Text)))
                .OrderByDescending(piece => piece.Weight)
                .ThenByDescending(piece => piece.Term.Tokens[0].Text.Length)
                .Take(Most),
        ];
    }

    private static bool IsHan(SearchToken token) => token.Kind == TokenKind.Sign && !SearchVariants.IsEmoji(token);

    private static void AddWord(List<SearchPiece> pieces, SearchTerm term)
    {
        if (!EnglishParticles.Contains(term.Tokens[0].Text))
        {
            pieces.Add(new SearchPiece(term, term.Tokens[0].Text.Length == 1 ? Single : Word));
        }
    }

    private static void AddRun(List<SearchPiece> pieces, string run)
    {
        foreach (var ask in Asking)
        {
            run = run.Replace(ask, " ", StringComparison.Ordinal);
        }

        foreach (var part in run.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var runes = part.EnumerateRunes().Select(rune => rune.ToString()).ToList();
            if (runes.Count == 1 && !IsParticle(part))
            {
                pieces.Add(new SearchPiece(SearchVariants.Term(part), Single));
            }

            for (var i = 0; i + 1 < runes.Count; i++)
            {
                var particles = (IsParticle(runes[i]) ? 1 : 0) + (IsParticle(runes[i + 1]) ? 1 : 0);
                if (particles < 2)
                {
                    pieces.Add(new SearchPiece(SearchVariants.Term(runes[i] + runes[i + 1]), particles == 1 ? Weak : Pair));
                }
            }

            AddRegional(pieces, part);
        }
    }

    /// <summary>The words of the table, with what other regions say.</summary>
    private static void AddRegional(List<SearchPiece> pieces, string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (RegionalWords.At(part, i) is { } word)
            {
                var piece = SearchVariants.Term(word) with { Others = [.. RegionalWords.Of(word).Select(SearchVariants.Term)] };
                pieces.RemoveAll(other => other.Term.Tokens.Count == 2 && word.Contains(Text(other), StringComparison.Ordinal));
                pieces.Add(new SearchPiece(piece, Word));
                i += word.Length - 1;
            }
        }
    }

    private static string Text(SearchPiece piece) => string.Concat(piece.Term.Tokens.Select(token => token.Text));

    private static bool IsParticle(string character) => Particles.Contains(character, StringComparison.Ordinal);
}
