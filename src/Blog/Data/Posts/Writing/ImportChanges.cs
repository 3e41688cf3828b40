using Blog.Data.Posts.Imports;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Records what imports do to posts, and takes it back. Call within a write.</summary>
internal sealed class ImportChanges(BlogDb db)
{
    /// <summary>Records how a post is before a run changes it. A run that was interrupted may change it a second time.</summary>
    /// <param name="runId">Row id of the run.</param>
    /// <param name="post">The post, with its tags loaded, not yet changed.</param>
    /// <param name="isNew">Whether the run creates it.</param>
    public async Task<ImportChange> BeforeAsync(int runId, Post post, bool isNew)
    {
        var earlier = isNew
            ? null
            : await db.ImportChanges.SingleOrDefaultAsync(change => change.RunId == runId && change.PostId == post.Id);
        return earlier ?? db.ImportChanges.Add(new ImportChange(runId, post, isNew ? null : await RequestOfAsync(post))).Entity;
    }

    /// <summary>The request that makes a post what it is now.</summary>
    private async Task<PostRequest> RequestOfAsync(Post post)
    {
        var path = new List<string>();
        for (var id = post.CategoryId; id is not null; )
        {
            var category = await db.Categories.SingleAsync(one => one.Id == id);
            path.Insert(0, category.Name);
            id = category.ParentId;
        }

        return new PostRequest
        {
            Content = post.ToContent(),
            TranslationGroup = post.TranslationGroup,
            OtherFields = post.OtherFields,
            Address = post.Address.Value,
            Category = path,
            Tags = [.. post.Tags.Select(tag => tag.Name)],
            PublishAt = post.State == PostState.Published ? post.PublishedAt : null,
            Plan = new PlannedTime(post.PublishedAt),
            UpdatedAt = post.UpdatedAt,
            Revision = RevisionKind.Restore,
            ImportKey = post.ImportKey,
            ImportHash = post.ImportHash,
            IsSample = post.IsSample,
        };
    }
}
