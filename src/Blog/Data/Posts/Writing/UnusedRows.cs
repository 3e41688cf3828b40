using Blog.Data.Media;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Tags, categories, authors and images of posts that are about to be removed: what nothing else uses goes with them.</summary>
internal sealed class UnusedRows(BlogDb db)
{
    private List<int> _tags = [];
    private List<int> _categories = [];
    private List<int> _authors = [];
    private List<string> _pictures = [];

    /// <summary>Remembers what posts use.</summary>
    public async Task ReadAsync(IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        _tags = await posts.SelectMany(post => post.Tags).Select(tag => tag.Id).Distinct().ToListAsync(cancellationToken);
        _categories = await posts
            .Where(post => post.CategoryId != null)
            .Select(post => post.CategoryId!.Value)
            .Distinct()
            .ToListAsync(cancellationToken);
        _authors = await posts.Select(post => post.AuthorId).Distinct().ToListAsync(cancellationToken);
        _pictures = await db
            .PostMedia.Where(use => posts.Any(post => post.Id == use.PostId))
            .Select(use => use.MediaFileId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Removes the tags and categories that no post has any more.</summary>
    /// <param name="afterTag">Only tags whose row id is greater.</param>
    /// <param name="afterCategory">Only categories whose row id is greater.</param>
    public async Task RemoveTaxonomyAsync(int afterTag, int afterCategory, CancellationToken cancellationToken)
    {
        await db
            .Tags.Where(tag => _tags.Contains(tag.Id) && tag.Id > afterTag && tag.Posts.Count == 0)
            .ExecuteDeleteAsync(cancellationToken);
        await RemoveEmptyCategoriesAsync(afterCategory, cancellationToken);
    }

    /// <summary>Removes authors without posts and without an account.</summary>
    public Task RemoveAuthorsAsync(CancellationToken cancellationToken) =>
        db
            .Authors.Where(author =>
                _authors.Contains(author.Id)
                && !db.Posts.Any(post => post.AuthorId == author.Id)
                && !db.Users.Any(account => account.AuthorId == author.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>The images that no post shows any more.</summary>
    public IQueryable<MediaFile> Pictures() =>
        db.Media.Where(file => _pictures.Contains(file.Id) && !db.PostMedia.Any(use => use.MediaFileId == file.Id));

    /// <summary>Removes leaves first: a parent is empty once its children are removed.</summary>
    private async Task RemoveEmptyCategoriesAsync(int after, CancellationToken cancellationToken)
    {
        for (var level = _categories; level.Count > 0; )
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
                    here.Contains(category.Id)
                    && category.Id > after
                    && category.Posts.Count == 0
                    && !db.Categories.Any(child => child.ParentId == category.Id)
                )
                .ExecuteDeleteAsync(cancellationToken);
            level = parents;
        }
    }
}
