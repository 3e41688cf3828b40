using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts.Copies;
using Blog.Data.Posts.Drafts;
using Blog.Editor.Copying.Content;
using Blog.Editor.Previews;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Copying;

/// <summary>Reads a post for copying: as readers have it, or a draft as it was last typed.</summary>
public sealed class CopySourceReader(BlogDb db, PreviewRenderer previews, SiteContext site, TimeProvider clock)
{
    /// <returns>Null where the draft exceeds a limit of the renderer.</returns>
    public async Task<CopySource?> ReadAsync(OpenPost open, CancellationToken cancellationToken)
    {
        var post = open.Post;
        var edit = CopyLog.IsCopiedAsTyped(post) ? open.Edit : null;
        var body = edit is null ? post.BodyHtml : (await previews.MakeAsync(edit.Draft, post, cancellationToken)).Preview?.Body;
        if (body is null)
        {
            return null;
        }

        var markdown = edit?.Draft.Markdown ?? post.Markdown;
        return new CopySource
        {
            Title = (edit?.Title ?? post.Title).Trim(),
            Language = edit?.Draft.Language ?? post.Language,
            Description = (edit?.Draft.Description ?? post.Description ?? "").Trim(),
            Body = body,
            Markdown = markdown,
            Address = site.Absolute(post.Address.Href),
            IsPublic = post.IsPublic(clock.GetUtcNow()),
            Hue = site.Settings.Hue,
            Notations = site.Settings.Display.Notations,
            Images = await ImagesAsync(body, cancellationToken),
            Diagrams = await new DrawnDiagrams(db).OfAsync(MarkdownDiagrams.Find(markdown), cancellationToken),
        };
    }

    private async Task<IReadOnlyDictionary<string, CopiedImage>> ImagesAsync(RenderedHtml body, CancellationToken cancellationToken)
    {
        var ids = MediaFile.IdsIn(body.Value);
        return await db
            .Media.AsNoTracking()
            .Where(file => ids.Contains(file.Id))
            .ToDictionaryAsync(
                file => file.Id,
                file => new CopiedImage(file.ContentType, file.Length) { HasJpeg = file.HasJpeg },
                cancellationToken
            );
    }
}
