using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Rendering.Text;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.History;

/// <summary>
/// Finds the versions of a post by their names in addresses: the number of a saved version, <c>now</c> for the post's own text,
/// <c>typed</c> for the pending edit.
/// </summary>
public sealed class RevisionLookup(BlogDb db, SiteContext site, TimeProvider clock)
{
    public const string Now = "now";

    public const string Typed = "typed";

    private HistoryTexts Words => HistoryTexts.Of(site.UiLanguage);

    /// <summary>A version by name; null where there is none.</summary>
    public async Task<TextVersion?> FindAsync(OpenPost open, string? name, CancellationToken cancellationToken)
    {
        var (post, edit) = open;
        switch (name)
        {
            case Now:
                return new TextVersion(
                    Now,
                    NameOfNow(post),
                    post.Title,
                    TextLimits.Normalize(post.Markdown),
                    null,
                    DateTimeOffset.MaxValue.AddDays(-1)
                );
            case Typed:
                return edit is null
                    ? null
                    : new TextVersion(
                        Typed,
                        NameOfTyped(post),
                        edit.Title,
                        edit.Draft.Markdown,
                        edit.LastWriter?.Name,
                        DateTimeOffset.MaxValue
                    );
            default:
                var id = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                return
                    await db
                        .Revisions.AsNoTracking()
                        .Include(r => r.Writer)
                        .SingleOrDefaultAsync(r => r.Id == id && r.PostId == post.Id, cancellationToken)
                        is { } revision
                    ? new TextVersion(
                        name!,
                        NameOf(revision.Kind, revision.CreatedAt),
                        revision.Title,
                        TextLimits.Normalize(revision.Markdown),
                        revision.Writer?.Name,
                        revision.CreatedAt
                    )
                    : null;
        }
    }

    /// <summary>The name of a saved version.</summary>
    public string NameOf(RevisionKind kind, DateTimeOffset at) => Words.KindName(kind) + " · " + site.Moment(at, clock.GetUtcNow());

    /// <summary>The name of the post's own text.</summary>
    public string NameOfNow(Post post) => post.IsPublic(clock.GetUtcNow()) ? Words.NowLive : Words.NowDraft;

    /// <summary>The name of the pending edit.</summary>
    public string NameOfTyped(Post post) => post.State == PostState.Published ? Words.Unpublished : Words.Unsaved;
}

/// <summary>The title and text of a version.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Name">Its name for display.</param>
/// <param name="Markdown">The text, with line feeds.</param>
/// <param name="Writer">Who wrote it; null where unknown.</param>
/// <param name="At">When it was saved; the present text sorts after all saved ones.</param>
public sealed record TextVersion(string Key, string Name, string Title, string Markdown, string? Writer, DateTimeOffset At);
