using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Categories as typed in a form: names from the top level down, separated by slashes.</summary>
public sealed class CategoryNames(BlogDb db)
{
    private List<(int Id, IReadOnlyList<string> Names)>? _known;

    /// <summary>The display name of one category; empty for none.</summary>
    public async Task<string> DisplayAsync(int? id, CancellationToken cancellationToken) =>
        (await KnownAsync(cancellationToken))
            .Where(category => category.Id == id)
            .Select(category => Display(category.Names))
            .FirstOrDefault()
        ?? "";

    /// <summary>Splits typed text into names. A known category with a slash in its name (<c>TCP/IP</c>) is matched as a whole.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string typed, CancellationToken cancellationToken)
    {
        var whole = (await KnownAsync(cancellationToken))
            .Where(category => string.Equals(Display(category.Names), typed.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(category => category.Names)
            .FirstOrDefault();
        return whole ?? typed.Split(['/', '／'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Display(IReadOnlyList<string> names) => string.Join('/', names);

    private async Task<List<(int Id, IReadOnlyList<string> Names)>> KnownAsync(CancellationToken cancellationToken)
    {
        if (_known is null)
        {
            var rows = await db
                .Categories.AsNoTracking()
                .Select(category => new
                {
                    category.Id,
                    category.Name,
                    category.ParentId,
                })
                .ToDictionaryAsync(category => category.Id, cancellationToken);
            _known = [.. rows.Keys.Select(id => (id, (IReadOnlyList<string>)[.. Up(id).Reverse()]))];

            IEnumerable<string> Up(int? id)
            {
                for (var depth = 0; id is { } here && depth < rows.Count; depth++)
                {
                    yield return rows[here].Name;
                    id = rows[here].ParentId;
                }
            }
        }

        return _known;
    }
}
