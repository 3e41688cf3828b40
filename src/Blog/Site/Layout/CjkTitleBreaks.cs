namespace Blog.Site.Layout;

/// <summary>Splits a Chinese title at punctuation, so that its lines break there.</summary>
public static class CjkTitleBreaks
{
    private const string Breaks = "：，？！；";

    /// <summary>The clauses, each with its punctuation; a single one for a title without any.</summary>
    public static IReadOnlyList<string> Split(string title)
    {
        var clauses = new List<string>();
        var start = 0;
        for (var i = 0; i < title.Length - 1; i++)
        {
            if (Breaks.Contains(title[i], StringComparison.Ordinal))
            {
                clauses.Add(title[start..(i + 1)]);
                start = i + 1;
            }
        }

        clauses.Add(title[start..]);
        return clauses;
    }
}
