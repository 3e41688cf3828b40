using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Redirects;

namespace Blog.Admin.Redirects;

/// <summary>Suggests what readers looked for at an address that was not found: the same last segment, or else the most similar.</summary>
public sealed partial class RedirectSuggestions
{
    private readonly List<(string Slug, TargetChoice Choice)> _posts;
    private readonly List<(string Slug, TargetChoice Choice)> _others;

    /// <summary>From everything that is public.</summary>
    public RedirectSuggestions(IEnumerable<TargetChoice> choices)
    {
        var all = choices.Select(choice => (Slug: SlugOf(choice.Address), Choice: choice)).Where(one => one.Slug.Length > 0).ToList();
        _posts = all.FindAll(one => one.Choice.Target.Kind == RedirectKind.Post);
        _others = all.FindAll(one => one.Choice.Target.Kind != RedirectKind.Post);
    }

    /// <summary>The best suggestion; null where nothing is similar enough.</summary>
    public TargetChoice? For(string path)
    {
        var slug = SlugOf(path);
        if (slug.Length == 0)
        {
            return null;
        }

        var listed = Listing().IsMatch(path);
        var (first, second) = listed ? (_others, _posts) : (_posts, _others);
        return Same(first, slug, path) ?? Same(second, slug, path) ?? Nearest(first, slug);
    }

    /// <summary>The Levenshtein distance of two words; anything above the limit is returned as limit + 1.</summary>
    public static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var (above, row) = (new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }

            if (row.Min() > limit)
            {
                return limit + 1;
            }

            (above, row) = (row, above);
        }

        return above[^1];
    }

    /// <summary>Of several with the same name, the one with the same beginning: most likely in the same edition.</summary>
    private static TargetChoice? Same(List<(string Slug, TargetChoice Choice)> choices, string slug, string path) =>
        choices
            .FindAll(one => one.Slug == slug)
            .OrderByDescending(one =>
                string.Equals(one.Choice.Address.Split('/')[1], path.Split('/')[1], StringComparison.OrdinalIgnoreCase)
            )
            .Select(one => one.Choice)
            .FirstOrDefault();

    /// <summary>A quarter of the letters may differ.</summary>
    private static TargetChoice? Nearest(List<(string Slug, TargetChoice Choice)> choices, string slug)
    {
        var (best, limit) = (default(TargetChoice), slug.Length / 4);
        foreach (var (known, choice) in choices)
        {
            var distance = Distance(slug, known, limit);
            if (distance <= limit)
            {
                (best, limit) = (choice, distance - 1);
            }
        }

        return best;
    }

    /// <summary>The last segment without extension and date: <c>/2019/05/2019-05-03-name.html</c> gives <c>name</c>.</summary>
    private static string SlugOf(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var last =
            segments.Length > 1 && segments[^1].StartsWith("index.", StringComparison.OrdinalIgnoreCase)
                ? segments[^2]
                : segments.LastOrDefault() ?? "";
        var bare = Dressing().Replace(last, "");
        return Slug.HasWords(bare) ? Slug.From(bare).Value : "";
    }

    [GeneratedRegex(
        @"^\d{4}-\d{1,2}-\d{1,2}-|\.(html?|md|aspx?|php)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Dressing();

    [GeneratedRegex("/(tags?|categor(y|ies))/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listing();
}
