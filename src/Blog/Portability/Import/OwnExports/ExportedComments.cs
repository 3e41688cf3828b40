using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Comments;
using Blog.Portability.Export;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Takes in comments and counts, each under the system that it came from.</summary>
internal sealed class ExportedComments(IServiceProvider services, ExportFiles files)
{
    private const int BatchSize = 500;

    /// <returns>How many comments are new here, how many were known, and the number of pages with a count.</returns>
    public async Task<(int Added, int Known, int Counted)> TakeAsync(int? runId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var writer = services.GetRequiredService<ImportedCommentWriter>();
        var posts = await db
            .Posts.Select(post => new { post.Id, post.AddressKey })
            .ToDictionaryAsync(post => post.AddressKey, post => post.Id, StringComparer.Ordinal, cancellationToken);
        var pages = new Dictionary<(string Source, string Key), int>();
        var counted = 0;
        foreach (
            var batch in files
                .Rows<ExportedPage>(ExportNames.Counts)
                .Where(IsPage)
                .Chunk(BatchSize)
                .SelectMany(batch => batch.GroupBy(page => page.Source, StringComparer.Ordinal))
        )
        {
            var rows = batch
                .DistinctBy(page => page.Key, StringComparer.Ordinal)
                .Select(page => new ImportedPage(page.Key, page.Address, page.Title, PostOf(page), ReadsOf(page)))
                .ToList();
            counted += rows.Count(page => page.Reads is not null);
            foreach (var (key, id) in await writer.AddPagesAsync(batch.Key, rows, runId, cancellationToken))
            {
                pages[(batch.Key, key)] = id;
            }

            db.ChangeTracker.Clear();
        }

        var (added, known) = (0, 0);
        foreach (
            var batch in files
                .Rows<ExportedComment>(ExportNames.Comments)
                .Where(comment => comment is { Id.Length: > 0, Text: not null } && pages.ContainsKey((comment.Source, comment.Page)))
                .Chunk(BatchSize)
                .SelectMany(batch => batch.GroupBy(comment => comment.Source, StringComparer.Ordinal))
        )
        {
            var rows = batch.Select(comment => (pages[(comment.Source, comment.Page)], Read(comment))).ToList();
            var ids = await services
                .GetRequiredService<KnownComments>()
                .FindIdsAsync(batch.Key, [.. batch.Select(comment => comment.Parent).OfType<string>()], cancellationToken);
            var count = await writer.AddAsync(batch.Key, rows, ids, runId, cancellationToken);
            (added, known) = (added + count, known + rows.Count - count);
            db.ChangeTracker.Clear();
        }

        return (added, known, counted);

        int? PostOf(ExportedPage page) => page.Post is { } address && posts.TryGetValue(PostAddress.KeyOf(address), out var id) ? id : null;
    }

    private static bool IsPage(ExportedPage page) =>
        page is { Source.Length: > 0 and <= TextLengths.Name, Key.Length: > 0 and <= TextLengths.Line, Address: not null };

    private static PageReads? ReadsOf(ExportedPage page) =>
        page.Views is null && page.Visitors is null && page.Reactions is null
            ? null
            : new PageReads(page.Views ?? 0, page.Visitors ?? 0, page.Reactions ?? 0);

    private static ImportedComment Read(ExportedComment comment) =>
        new(
            comment.Id,
            comment.Parent,
            new CommentContent
            {
                Name = comment.Name,
                Email = comment.Email,
                Website = comment.Website,
                Text = comment.Text,
            },
            comment.At
        )
        {
            Kind = Enum.TryParse<CommentKind>(comment.Kind, out var kind) && Enum.IsDefined(kind) ? kind : default,
            State =
                comment.State is null ? CommentState.Approved
                : Enum.TryParse<CommentState>(comment.State, out var state) && Enum.IsDefined(state) ? state
                : CommentState.Waiting,
            ByAuthor = comment.ByAuthor,
            Pinned = comment.Pinned,
            Likes = comment.Likes,
            EditedAt = comment.Edited,
            Language = comment.Language is { Length: > 0 and <= TextLengths.Name } language ? language : null,
        };
}
