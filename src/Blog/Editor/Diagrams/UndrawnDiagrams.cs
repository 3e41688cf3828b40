using Blog.Data.Diagrams;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Rendering;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Diagrams;

/// <summary>Finds the diagrams of posts, and those among them that are shown as their source because nobody has drawn them.</summary>
public sealed class UndrawnDiagrams(OpenPosts posts, DiagramStore diagrams)
{
    /// <summary>Those of one post and of its pending edit; null where the actor may not edit it.</summary>
    public async Task<IReadOnlyList<(DiagramSource Source, string? Error)>?> OfAsync(
        int id,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        if (await posts.FindAsync(id, actor, cancellationToken) is not { } open)
        {
            return null;
        }

        var ofPost = await diagrams.UndrawnAsync(open.Post.Markdown, cancellationToken);
        return open.Edit?.Draft.Markdown is { } typed
            ? [.. ofPost.Concat(await diagrams.UndrawnAsync(typed, cancellationToken)).DistinctBy(diagram => diagram.Source.Hash)]
            : ofPost;
    }

    /// <summary>All sources of one post and of its pending edit; null where the actor may not edit it.</summary>
    public async Task<IReadOnlyList<DiagramSource>?> SourcesAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        await posts.FindAsync(id, actor, cancellationToken) is { } open
            ?
            [
                .. MarkdownDiagrams
                    .Find(open.Post.Markdown)
                    .Concat(MarkdownDiagrams.Find(open.Edit?.Draft.Markdown ?? ""))
                    .DistinctBy(source => source.Hash),
            ]
            : null;

    /// <summary>All posts with diagrams, the newest first, except those in the trash.</summary>
    public async Task<IReadOnlyList<PostRow>> PostsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var candidates = posts
            .Of(actor)
            .InTrash(false)
            .Where(post => EF.Functions.Like(post.Markdown, "%" + DiagramSource.Language + "%"))
            .OrderByDescending(post => post.Id)
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Language,
                post.Markdown,
            });
        var rows = new List<PostRow>();
        foreach (var post in await candidates.ToListAsync(cancellationToken))
        {
            if (MarkdownDiagrams.Find(post.Markdown).Count is > 0 and var count)
            {
                var undrawn = await diagrams.UndrawnAsync(post.Markdown, cancellationToken);
                var error = undrawn.Select(diagram => diagram.Error).FirstOrDefault(reason => reason is not null);
                rows.Add(new PostRow(post.Id, post.Title, post.Language, count, undrawn.Count, error));
            }
        }

        return rows;
    }

    /// <summary>A post with diagrams.</summary>
    /// <param name="Undrawn">How many of them are not drawn.</param>
    /// <param name="Error">Why one of them could not be; null where none was tried.</param>
    public sealed record PostRow(int Id, string Title, string Language, int Count, int Undrawn, string? Error);
}
