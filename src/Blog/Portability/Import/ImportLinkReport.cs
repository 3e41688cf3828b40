using Blog.Portability.Import.Links;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import;

/// <summary>Says which links and images lead nowhere, or where the import had to guess.</summary>
/// <param name="links">What they mean.</param>
/// <param name="answers">Whether something answers at a path of the old site.</param>
internal sealed class ImportLinkReport(ImportLinks links, Func<string, Task<bool>> answers)
{
    private const int MostPerPost = 50;

    /// <summary>Adds a warning for each such address, once for each post.</summary>
    public async Task AddAsync(IEnumerable<ImportItem> items)
    {
        foreach (var item in items)
        {
            var found = new List<string>();
            foreach (var (url, target) in item.Targets)
            {
                if (await ProblemAsync(item, url, target) is { } problem)
                {
                    found.Add(problem);
                }
            }

            var lines = found.Distinct(StringComparer.Ordinal).ToList();
            item.Warnings.AddRange(lines.Take(MostPerPost));
            if (lines.Count > MostPerPost)
            {
                item.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{lines.Count - MostPerPost} more links lead nowhere"));
            }
        }
    }

    private async Task<string?> ProblemAsync(ImportItem item, string url, LinkTarget target)
    {
        var isImage = item.Post.Cover == url || item.Links.Any(link => link.Url == url && link.IsImage);
        if (links.Meant(target) is { } meant)
        {
            return target.Post is null ? $"link {url} leads nowhere: taken for {meant.Name}, the only post of that name"
                : meant.Entry is { Outcome: ImportOutcome.Refused } ? $"link {url} leads nowhere: {meant.Name} was refused"
                : meant.Post.IsDraft && !item.Post.IsDraft ? $"link {url} leads to a draft: {meant.Name}"
                : null;
        }

        return item.Homes.ContainsKey(url) ? null
            : target.IsOnAComputer ? $"{(isImage ? "image" : "link")} {url} is on its author's computer: readers never saw it"
            : target.File is { Others.Count: > 0 } several
                ? $"{(isImage ? "image" : "link")} {url} may be any of {string.Join(", ", several.Others)}: left as it is"
            : target.File is { Path: null } ? $"{(isImage ? "image" : "link")} {url} is behind a symbolic link, which is not followed"
            : target.Lost is not { } path || await answers(path) ? null
            : isImage ? $"image {url} was not found or is empty"
            : $"link {LocalAddress.WithoutFragment(url)} leads nowhere";
    }
}
