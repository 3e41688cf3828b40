using System.Text.Json;

namespace Blog.Data.Search;

/// <summary>
/// The words of the index, as FTS5 knows them. They include those of scheduled posts, so nothing from here may be shown to readers before
/// a visible post is known to contain it.
/// </summary>
internal sealed class SearchVocabulary
{
    /// <summary>Shorter words are near too many others.</summary>
    public const int MinLength = 4;

    /// <summary>From this length on a word may differ by two edits; below, by one.</summary>
    private const int TwoEdits = 6;

    private const int LongWord = 8;
    private const int MaxLength = 24;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private readonly SearchRows _rows;

    public SearchVocabulary(SearchRows rows)
    {
        _rows = rows;

        // a view of the index that belongs to the connection: no table, nothing to keep in step
        rows.Read("CREATE VIRTUAL TABLE IF NOT EXISTS temp.PostWords USING fts5vocab('main', 'PostSearch', 'row')", _ => { });
    }

    /// <summary>Two edits make another word of a short one (battery, bitter), unless both its ends stay.</summary>
    private static bool IsLike(string word, string other, int distance) =>
        distance < 2 || word.Length >= LongWord || (word[0] == other[0] && word[^1] == other[^1]);

    /// <summary>Those of the words that the index contains.</summary>
    public HashSet<string> Known(IEnumerable<string> words)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        _rows.Read(
            "SELECT term FROM temp.PostWords WHERE term IN (SELECT value FROM json_each($words))",
            row => known.Add(row.GetString(0)),
            ("$words", JsonSerializer.Serialize(words))
        );
        return known;
    }

    /// <summary>
    /// Words within an edit or two of a word, the nearest first, then the most common. Two edits are looked for where the
    /// beginning is right or exchanged, since a walk through all words would be slow.
    /// </summary>
    public IReadOnlyList<string> Near(string word)
    {
        if (word.Length is < MinLength or > MaxLength || !char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(word[1]))
        {
            return [];
        }

        var most = word.Length >= TwoEdits ? 2 : 1;
        var found = new Dictionary<string, (int Distance, long Posts)>(StringComparer.Ordinal);
        string[] beginnings = [word[..1], word.Substring(1, 1) + word[0], word.Substring(1, 2)];
        foreach (var beginning in beginnings.Where((beginning, i) => i == 0 || beginning[0] != word[0]).Distinct())
        {
            Read("term >= $from AND term < $to", ("$from", beginning), ("$to", beginning + "{")); // { follows z
        }

        var firstReplaced = Letters.SelectMany(letter => new[] { letter + word[1..], letter + word });
        Read("term IN (SELECT value FROM json_each($words))", ("$words", JsonSerializer.Serialize(firstReplaced)));
        return
        [
            .. found
                .OrderBy(pair => pair.Value.Distance)
                .ThenByDescending(pair => pair.Key[0] == word[0])
                .ThenByDescending(pair => pair.Value.Posts)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Key),
        ];

        void Read(string condition, params (string, object)[] values) =>
            _rows.Read(
                $"SELECT term, doc FROM temp.PostWords WHERE {condition} AND length(term) BETWEEN $shortest AND $longest",
                row =>
                {
                    var term = row.GetString(0);
                    if (EditDistance.Of(word, term, most) is > 0 and var distance && distance <= most && IsLike(word, term, distance))
                    {
                        found[term] = (distance, row.GetInt64(1));
                    }
                },
                [.. values, ("$shortest", word.Length - most), ("$longest", word.Length + most)]
            );
    }
}
