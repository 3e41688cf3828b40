using System.Runtime.InteropServices;

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

        var hits = rows.Matching(query.Expression()).Select(row => new Ranked(row.Key, row.Value, 0)).ToList();
        if (hits.Count < 2)
        {
            return [.. hits.Select(hit => hit.Id)];
        }

        var (titled, tagged) = (rows.Ids(query.ExpressionIn("title")).ToHashSet(), rows.Ids(query.ExpressionIn("title tags")).ToHashSet());
        var scores = hits.Count > MaxWeighed ? [] : Weigh(rows, query);
        var best = hits.Max(hit => scores.GetValueOrDefault(hit.Id));
        int StepOf(Ranked hit) =>
            titled.Contains(hit.Id) ? 0
            : tagged.Contains(hit.Id) ? 1
            : 2 + Steps - (int)Math.Ceiling(Steps * scores.GetValueOrDefault(hit.Id) / Math.Max(best, double.Epsilon));
        return
        [
            .. hits.Select(hit => hit with { Step = StepOf(hit) })
                .OrderBy(hit => hit.Step)
                .ThenByDescending(hit => hit.PublishedAt)
                .ThenByDescending(hit => hit.Id)
                .Select(hit => hit.Id),
        ];
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

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Ranked(int Id, long PublishedAt, int Step);
}
