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
                var used = new UnusedRows(db);
                await used.ReadAsync(samples, cancellationToken);
                await posts.DeleteSamplesAsync(cancellationToken);
                await used.Pictures().ExecuteDeleteAsync(cancellationToken);
                await used.RemoveTaxonomyAsync(afterTag: 0, afterCategory: 0, cancellationToken);
                await used.RemoveAuthorsAsync(cancellationToken);
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
}
