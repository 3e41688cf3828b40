using System.Runtime.InteropServices;
using System.Text.Json;

namespace Blog.Data.Search;

/// <summary>
/// The posts that come closest to a query that none matches: those that contain most of its pieces, rare ones counting more, and more in
/// title and tags than in the text.
/// </summary>
internal static class ClosestPosts
{
    /// <summary>Maximum number of posts; after these, chance decides.</summary>
    public const int Most = 30;

    /// <summary>What has less of the best one's score is left out.</summary>
    private const double MinShare = 0.3;

    private const double InTitle = 2.2,
        InTags = 1.7,
        Title = 0.6;

    /// <summary>So many posts are read by title and tags.</summary>
    private const int Candidates = 60;

    /// <summary>A piece in more posts says little; more rows of it would only cost time.</summary>
    private const int MaxRows = 2_000;

    /// <summary>Shorter words begin too many others.</summary>
    private const int MinBeginning = 5;

    /// <summary>For all pieces together.</summary>
    private const int MaxAllRows = 10_000;

    /// <summary>So many pieces, those that say the most, are looked for in titles and tags before the candidates are chosen.</summary>
    private const int Titled = 4;

    public static ClosestFound Find(SearchRows rows, SearchQuery query)
    {
        var pieces = SearchPiece.Of(query);
        var excluded =
            query.Excluded.Count > 0 && pieces.Count > 0
                ? query.Excluded.SelectMany(term => rows.Ids(term.Expression(withBeginnings: false))).Where(rows.IsVisible).ToHashSet()
                : [];
        var visible = rows.CountVisible() - excluded.Count;
        var (scores, weights) = (new Dictionary<int, double>(), new double[pieces.Count]);
        var left = MaxAllRows;
        for (var i = 0; i < pieces.Count && left > 0; i++)
        {
            var ids = rows.Ids(Expression(pieces[i]), MaxRows);
            left -= ids.Count;
            ids.RemoveAll(id => excluded.Contains(id) || !rows.IsVisible(id));
            weights[i] = ids.Count == 0 ? 0 : pieces[i].Weight * Math.Log(1 + ((double)visible / ids.Count)) / Math.Log(1 + visible);
            foreach (var id in ids)
            {
                scores[id] = scores.GetValueOrDefault(id) + weights[i];
            }
        }

        var found = pieces.Where((_, i) => weights[i] > 0).ToList();
        if (found.Count == 0 || found.All(piece => piece.Weight < SearchPiece.Marked))
        {
            return new ClosestFound([], query);
        }

        var telling = pieces.Select((piece, i) => (piece, weights[i])).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2);
        var inTitles = string.Join(" OR ", telling.Take(Titled).Select(pair => Expression(pair.piece)));
        var titled = rows.Ids("{title tags} : (" + inTitles + ")", MaxRows).ToHashSet();
        var ranked = scores
            .Select(pair => (Id: pair.Key, Score: pair.Value, Rank: pair.Value * (titled.Contains(pair.Key) ? 1 + Title : 1)))
            .ToList();
        var last = ranked.OrderByDescending(post => post.Rank).Take(Candidates).Last().Rank;
        ranked.RemoveAll(post => post.Rank < last); // more than the candidates remain where the last of them are equal
        var candidates = ranked
            .OrderByDescending(post => post.Rank)
            .ThenByDescending(post => rows.TimeOf(post.Id))
            .Take(Candidates)
            .ToDictionary(post => post.Id, post => post.Score);
        AddTitles(rows, candidates, pieces, weights);
        var best = candidates.Values.Max();
        return new ClosestFound(
            [
                .. candidates
                    .Where(pair => pair.Value >= MinShare * best)
                    .OrderByDescending(pair => pair.Value)
                    .ThenByDescending(pair => rows.TimeOf(pair.Key))
                    .ThenByDescending(pair => pair.Key)
                    .Take(Most)
                    .Select(pair => pair.Key),
            ],
            query.With([.. found.Where(piece => piece.Weight >= SearchPiece.Marked).Select(piece => piece.Term)])
        );
    }

    private static string Expression(SearchPiece piece) =>
        piece.Term.Expression(withBeginnings: piece.Term.Tokens[^1].Text.Length >= MinBeginning);

    private static void AddTitles(SearchRows rows, Dictionary<int, double> candidates, List<SearchPiece> pieces, double[] weights) =>
        rows.Read(
            """
            SELECT p.Id, p.Title,
                (SELECT group_concat(t.Name, char(10)) FROM PostTag pt JOIN Tags t ON t.Id = pt.TagsId WHERE pt.PostsId = p.Id)
            FROM json_each($ids) AS c CROSS JOIN Posts AS p ON p.Id = c.value
            """,
            row =>
            {
                var (title, tags) = (SearchTokens.Of(row.GetString(1)), SearchTokens.Of(row.IsDBNull(2) ? "" : row.GetString(2)));
                for (var i = 0; i < pieces.Count; i++)
                {
                    candidates[row.GetInt32(0)] +=
                        weights[i] == 0 ? 0
                        : Contains(title, pieces[i].Term) ? weights[i] * (InTitle - 1)
                        : Contains(tags, pieces[i].Term) ? weights[i] * (InTags - 1)
                        : 0;
                }
            },
            ("$ids", JsonSerializer.Serialize(candidates.Keys))
        );

    private static bool Contains(List<SearchToken> tokens, SearchTerm term) =>
        Enumerable.Range(0, tokens.Count).Any(at => term.MatchAt(tokens, at) > 0);
}

/// <summary>The closest posts.</summary>
/// <param name="Ids">The best first.</param>
/// <param name="Marks">What is marked in them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClosestFound(List<int> Ids, SearchQuery Marks);
