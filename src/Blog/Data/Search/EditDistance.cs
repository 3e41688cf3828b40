namespace Blog.Data.Search;

/// <summary>
/// How many letters must be inserted, deleted, replaced or exchanged with their neighbour to make one word of another (optimal string
/// alignment, the restricted distance of Damerau and Levenshtein).
/// </summary>
internal static class EditDistance
{
    /// <param name="most">Larger distances are all returned as this plus one.</param>
    public static int Of(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || other.Length > SearchTokens.MaxWord)
        {
            return most + 1;
        }

        var width = other.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[^1], most + 1);
    }
}
