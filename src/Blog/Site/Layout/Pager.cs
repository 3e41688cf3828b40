namespace Blog.Site.Layout;

/// <summary>Page numbers with gaps: the first, the last, and those next to the current one.</summary>
/// <param name="Current">One-based.</param>
/// <param name="Total">Number of pages.</param>
/// <param name="First">Path of page 1 as pages link to it; page N is <c>First/page/N</c>.</param>
public sealed record Pager(int Current, int Total, string First)
{
    /// <summary>The address of each page, if it does not have that form.</summary>
    public Func<int, string>? Address { get; init; }

    /// <summary>The pages to show, in order; 0 stands for a gap.</summary>
    public IEnumerable<int> Pages()
    {
        int[] shown =
        [
            .. new[] { 1, Current - 1, Current, Current + 1, Total }.Where(page => page >= 1 && page <= Total).Distinct().Order(),
        ];
        for (var i = 0; i < shown.Length; i++)
        {
            var missing = i == 0 ? 0 : shown[i] - shown[i - 1] - 1;
            if (missing == 1)
            {
                yield return shown[i] - 1; // a gap of a single page takes as much room as its number
            }
            else if (missing > 1)
            {
                yield return 0;
            }

            yield return shown[i];
        }
    }

    public string Href(int page) => Address is not null ? Address(page) : PathOf(First, page);

    /// <summary>The path of a numbered page; page 1 is the list itself.</summary>
    public static string PathOf(string first, int page) =>
        page == 1 ? first : first.TrimEnd('/') + "/page/" + page.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many pages a number of items fills; at least 1.</summary>
    public static int PagesFor(int things, int perPage) => Math.Max(1, (things + perPage - 1) / perPage);
}
