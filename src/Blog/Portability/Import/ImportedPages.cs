using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Portability.Import.Offers;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Finds the pages of this blog that a menu of the old site may lead to: only those that readers can open now.</summary>
internal static class ImportedPages
{
    public static async Task<OldPages> ReadAsync(
        BlogDb db,
        OldSite site,
        SourceFolder folder,
        IReadOnlyList<ImportItem> items,
        IReadOnlyList<KeptAddress> lists,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var open = await db.Posts.Published(now).Select(post => post.Id).ToHashSetAsync(cancellationToken);
        var (byAddress, byFile) = (
            new Dictionary<string, OldMenuPage>(StringComparer.Ordinal),
            new Dictionary<string, OldMenuPage>(StringComparer.Ordinal)
        );
        foreach (var item in items.Where(item => IsOpen(item, open, now)))
        {
            var page = new OldMenuPage(item.Address.Value, item.Post.Title);
            byFile.TryAdd(folder.KeyOf(item.File.Path), page);
            foreach (var old in item.OldAddresses.Append(item.Address.Value))
            {
                byAddress.TryAdd(PostAddress.KeyOf(old), page);
            }
        }

        foreach (var list in lists)
        {
            byAddress.TryAdd(PostAddress.KeyOf(list.Old), new OldMenuPage(list.Now, ""));
        }

        foreach (var name in new[] { SystemPage.Archives, SystemPage.Tags, SystemPage.Categories })
        {
            byAddress.TryAdd("/" + name, new OldMenuPage("/" + name, ""));
        }

        return new OldPages(site.Host, site.Root, byAddress, byFile);
    }

    /// <summary>A link to a draft would tell its address.</summary>
    private static bool IsOpen(ImportItem item, HashSet<int> open, DateTimeOffset now) =>
        item.Entry?.Outcome switch
        {
            ImportOutcome.Created or ImportOutcome.Updated => !item.Post.IsDraft && (item.Post.Date ?? now) <= now,
            ImportOutcome.Unchanged => item.ExistingId is { } id && open.Contains(id),
            _ => false,
        };
}
