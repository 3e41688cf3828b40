using Blog.Data.Media;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Records which links and images a post contains.</summary>
internal sealed class PostReferences(BlogDb db)
{
    private const int IdsPerQuery = 500;

    public Task NoteAsync(Post post, RenderedPost rendered, CancellationToken cancellationToken) =>
        NoteAsync([new Written(post, rendered, IsNew: false)], cancellationToken);

    public async Task NoteAsync(IReadOnlyList<Written> posts, CancellationToken cancellationToken)
    {
        foreach (var (post, rendered, isNew) in posts)
        {
            if (!isNew)
            {
                await db.PostMedia.Where(use => use.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
                await db.PostLinks.Where(link => link.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
            }

            db.PostLinks.AddRange(LinksOf(post, rendered));
        }

        var uses = posts.SelectMany(one => ImagesOf(one.Post, one.Rendered).Select(id => (one.Post, Id: id))).ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in uses.Select(use => use.Id).Distinct().Chunk(IdsPerQuery))
        {
            known.UnionWith(await db.Media.Where(file => chunk.Contains(file.Id)).Select(file => file.Id).ToListAsync(cancellationToken));
        }

        db.PostMedia.AddRange(
            uses.Where(use => known.Contains(use.Id)).Select(use => new PostMedia { PostId = use.Post.Id, MediaFileId = use.Id })
        );
    }

    private static IEnumerable<PostLink> LinksOf(Post post, RenderedPost rendered) =>
        rendered
            .Links.Select(target => (target, isImage: false))
            .Concat(rendered.Images.Select(image => (target: image.Source, isImage: true)))
            .Where(link => link.target.Length <= TextLengths.Line)
            .Select(
                (link, position) =>
                    new PostLink
                    {
                        PostId = post.Id,
                        Position = position,
                        Target = link.target,
                        IsImage = link.isImage,
                    }
            );

    private static IEnumerable<string> ImagesOf(Post post, RenderedPost rendered) =>
        rendered
            .Images.Select(image => image.Source)
            .Concat(rendered.OtherMedia)
            .Select(address => MediaFile.PathPattern().Match(address))
            .Concat([MediaFile.PathPattern().Match(post.Cover ?? "")])
            .Where(match => match.Success)
            .Select(match => match.Groups["id"].Value)
            .Distinct();

    /// <summary>A post that was just written.</summary>
    /// <param name="IsNew">Whether it was written for the first time, and so has no references yet.</param>
    public sealed record Written(Post Post, RenderedPost Rendered, bool IsNew);
}
