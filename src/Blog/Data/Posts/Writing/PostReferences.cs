using Blog.Data.Media;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Records which links and images a post contains.</summary>
internal sealed class PostReferences(BlogDb db)
{
    /// <param name="isNew">Whether the post is written for the first time, and so has none yet.</param>
    public async Task NoteAsync(Post post, RenderedPost rendered, CancellationToken cancellationToken, bool isNew = false)
    {
        if (!isNew)
        {
            await db.PostMedia.Where(use => use.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
            await db.PostLinks.Where(link => link.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
        }

        db.PostLinks.AddRange(
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
                )
        );
        var ids = rendered
            .Images.Select(image => MediaFile.PathPattern().Match(image.Source))
            .Concat([MediaFile.PathPattern().Match(post.Cover ?? "")])
            .Where(match => match.Success)
            .Select(match => match.Groups["id"].Value)
            .Distinct()
            .ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var known = await db.Media.Where(file => ids.Contains(file.Id)).Select(file => file.Id).ToListAsync(cancellationToken);
        db.PostMedia.AddRange(known.Select(id => new PostMedia { PostId = post.Id, MediaFileId = id }));
    }
}
