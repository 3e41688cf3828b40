using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Files;
using Blog.Portability.Git.Repository;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>Reads the text of the repository that conflicts with a post, as the editor's page of two versions takes it.</summary>
public sealed class ConflictReader(BlogDb db, DataFolder data, GitOptions options, OpenPosts posts, DraftLoader drafts)
{
    /// <summary>The form that shows both; null if there is no such conflict, or the actor may not edit the post.</summary>
    public async Task<ConflictForm?> OfAsync(GitFile file, Actor actor, CancellationToken cancellationToken)
    {
        if (
            file is not { IsConflict: true, PostId: { } id }
            || await posts.FindAsync(id, actor, cancellationToken) is not { } open
            || await db.GitConnections.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } connection
        )
        {
            return null;
        }

        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        using var clone = SyncRun.OpenClone(data, connection, null, options, cancellationToken);
        if (Read(clone, file.Theirs, file.Path, settings.Zone) is not { } theirs)
        {
            return null;
        }

        var draft = await drafts.OfAsync(open, cancellationToken) with
        {
            Title = theirs.Title,
            Markdown = theirs.Markdown,
            Description = theirs.Description ?? "",
            Tags = string.Join("，", theirs.Tags),
            Category = string.Join('/', theirs.Category),
            Pinned = theirs.IsPinned,
            Hidden = theirs.IsHidden,
        };
        return new ConflictForm(
            id,
            [
                .. PostDraft.Fields.Select(field => KeyValuePair.Create(field.Name, field.Sent(draft))),
                KeyValuePair.Create("Base", Read(clone, file.Blob, file.Path, settings.Zone)?.Markdown ?? ""),
                KeyValuePair.Create("Stamp", open.Stamp.ToString()),
                KeyValuePair.Create("OfRepository", "true"), // by its name in the editor, which this room does not know
            ]
        );
    }

    private static PostFile? Read(GitClone clone, string? blob, string path, TimeZoneInfo zone) =>
        clone.Read(blob) is { } bytes ? PostFileReader.Read(PostFilePath.Of(path), bytes, new PostFileConventions(zone)).Post : null;
}

/// <summary>What the editor is sent.</summary>
/// <param name="Fields">Names and values of its form.</param>
public sealed record ConflictForm(int PostId, IReadOnlyList<KeyValuePair<string, string>> Fields);
