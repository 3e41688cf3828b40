using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>The sample posts of a development database, and their removal with everything that only they use.</summary>
public sealed class SamplePosts(BlogDb db, PostWriter posts)
{
    public Task<int> CountAsync(CancellationToken cancellationToken) => db.Posts.CountAsync(post => post.IsSample, cancellationToken);

    /// <summary>
    /// Removes them, the tags, categories, authors, pictures and navigation links that nothing else uses, and the texts about the site
    /// that are still those of the sample blog.
    /// </summary>
    public Task RemoveAsync(CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var samples = db.Posts.Where(post => post.IsSample);
                var paths = await samples.Select(post => post.Address).ToListAsync(cancellationToken);
                var authors = await samples.Select(post => post.AuthorId).Distinct().ToListAsync(cancellationToken);
                var pictures = await db
                    .PostMedia.Where(use => samples.Any(post => post.Id == use.PostId))
                    .Select(use => use.MediaFileId)
                    .Distinct()
                    .ToListAsync(cancellationToken);
                var tags = await samples.SelectMany(post => post.Tags).Select(tag => tag.Id).Distinct().ToListAsync(cancellationToken);
                var categories = await samples
                    .Where(post => post.CategoryId != null)
                    .Select(post => post.CategoryId!.Value)
                    .Distinct()
                    .ToListAsync(cancellationToken);
                await posts.DeleteSamplesAsync(cancellationToken);
                await db
                    .Media.Where(file => pictures.Contains(file.Id) && !db.PostMedia.Any(use => use.MediaFileId == file.Id))
                    .ExecuteDeleteAsync(cancellationToken);
                await db.Tags.Where(tag => tags.Contains(tag.Id) && tag.Posts.Count == 0).ExecuteDeleteAsync(cancellationToken);
                await db
                    .Authors.Where(author =>
                        authors.Contains(author.Id)
                        && !db.Posts.Any(post => post.AuthorId == author.Id)
                        && !db.Users.Any(account => account.AuthorId == author.Id)
                    )
                    .ExecuteDeleteAsync(cancellationToken);
                await RemoveEmptyCategoriesAsync(categories, cancellationToken);
                var settings = await db.Settings.SingleAsync(cancellationToken);
                var choices = SampleSettings.RemoveFrom(settings.Choices);
                settings.Revise(
                    choices with
                    {
                        Languages =
                        [
                            .. choices.Languages.Select(language =>
                                language with
                                {
                                    Navigation = [.. language.Navigation.Where(link => !paths.Exists(path => path.Value == link.Path))],
                                }
                            ),
                        ],
                    }
                );
            },
            cancellationToken
        );

    /// <summary>Removes leaves first: a parent is empty once its children are removed.</summary>
    private async Task RemoveEmptyCategoriesAsync(List<int> level, CancellationToken cancellationToken)
    {
        while (level.Count > 0)
        {
            var (here, parents) = (
                level,
                await db
                    .Categories.Where(category => level.Contains(category.Id) && category.ParentId != null)
                    .Select(category => category.ParentId!.Value)
                    .Distinct()
                    .ToListAsync(cancellationToken)
            );
            await db
                .Categories.Where(category =>
                    here.Contains(category.Id) && category.Posts.Count == 0 && !db.Categories.Any(child => child.ParentId == category.Id)
                )
                .ExecuteDeleteAsync(cancellationToken);
            level = parents;
        }
    }
}
