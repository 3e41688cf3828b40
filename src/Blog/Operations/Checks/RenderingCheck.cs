using Blog.Data;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Checks;

/// <summary>Whether what readers see was made by this renderer, for this address of the site.</summary>
internal sealed class RenderingCheck(BlogDb db, PostWriter writer) : ICheck
{
    public string Name => "rendering";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var version = writer.RendererVersionOf(await db.Settings.AsNoTracking().SingleAsync(cancellationToken));
        var posts = await db.Posts.CountAsync(cancellationToken);
        var report = new CheckResult(string.Create(CultureInfo.InvariantCulture, $"{posts} posts by renderer {version}"));
        db.ChangeTracker.Clear();
        foreach (
            var post in await db
                .Posts.Where(post => post.RendererVersion != version)
                .OrderBy(post => post.Id)
                .ToListAsync(cancellationToken)
        )
        {
            var stale =
                post.RendererVersion.Length == 0 ? "is waiting to be rendered again" : $"was rendered by version {post.RendererVersion}";
            try
            {
                if (repair)
                {
                    await writer.RerenderAsync(post, cancellationToken);
                    report.Repairs.Add($"'{post.Title}' {stale}");
                    continue;
                }
            }
            catch (DbUpdateConcurrencyException)
            {
                continue; // its author saved it meanwhile, and so rendered it
            }

            report.Errors.Add($"'{post.Title}' {stale}");
        }

        return report;
    }
}
