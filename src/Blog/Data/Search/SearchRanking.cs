namespace Blog.Data.Search;

/// <summary>The posts that match every term of a query, the best first.</summary>
internal static class SearchRanking
{
    /// <summary>Number of relevance steps; hits within one step are treated as equally relevant.</summary>
    private const int Steps = 4;

    /// <summary>
    /// If more posts match, relevance says little and ranking all of them would be slow: results are ordered newest first.
    /// </summary>
    private const int MaxWeighed = 2_000;

    public static List<int> Rank(SearchRows rows, SearchQuery query)
    {
        if (MissesWord(rows, query))
        {
            return [];
        }

        var hits = rows.Matching(query.Expression()); // newest first, and so within each step
        if (hits.Count < 2)
        {
            return hits;
        }

        var (titled, tagged) = (rows.All(query.ExpressionIn("title")).ToHashSet(), rows.All(query.ExpressionIn("title tags")).ToHashSet());
        var scores = hits.Count > MaxWeighed ? [] : Weigh(rows, query);
        var best = Math.Max(hits.Max(hit => scores.GetValueOrDefault(hit)), double.Epsilon);
        var steps = Enumerable.Range(0, Steps + 3).Select(_ => new List<int>()).ToList();
        foreach (var hit in hits)
        {
            var step =
                titled.Contains(hit) ? 0
                : tagged.Contains(hit) ? 1
                : 2 + Steps - Math.Clamp((int)Math.Ceiling(Steps * scores.GetValueOrDefault(hit) / best), 0, Steps);
            steps[step].Add(hit);
        }

        return [.. steps.SelectMany(step => step)];
    }

    /// <summary>
    /// Whether a long word of several terms is in no post. It is found quickly, while the beginnings that short words are cost much even
    /// where the rest matches nothing.
    /// </summary>
    private static bool MissesWord(SearchRows rows, SearchQuery query) =>
        query.Wanted.Count > 1
        && query.Wanted.Any(term => !term.IsLongWord)
        && query
            .Wanted.Where(term => term.IsLongWord)
            .OrderByDescending(term => term.Tokens[0].Text.Length)
            .Any(term => !rows.Any(term.Expression(withBeginnings: true)));

    private static Dictionary<int, double> Weigh(SearchRows rows, SearchQuery query)
    {
        var scores = new Dictionary<int, double>();
        rows.Read(
            "SELECT rowid, -bm25(PostSearch) FROM PostSearch WHERE PostSearch MATCH $expression",
            row => scores[row.GetInt32(0)] = row.GetDouble(1),
            ("$expression", query.Expression())
        );
        return scores;
    }
}
