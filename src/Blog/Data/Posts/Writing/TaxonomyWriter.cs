using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Finds tags and categories by name and creates missing ones. A former name of a renamed or merged one is resolved through the redirect
/// from its address: otherwise an old draft or a second import would create it again.
/// </summary>
internal sealed class TaxonomyWriter(BlogDb db)
{
    /// <summary>Finds or creates the tags with these names; equal slugs are the same tag, such as <c>Redis</c> and <c>redis</c>.</summary>
    public Task<IReadOnlyList<Tag>> TagsAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        WithoutDetectionAsync<IReadOnlyList<Tag>>(async () =>
        {
            var tags = new List<Tag>();
            foreach (var name in names.Select(name => name.Trim()).Where(name => name.Length > 0))
            {
                tags.Add(
                    await FindTagAsync(name, cancellationToken)
                        ?? db.Tags.Add(new Tag(name, await FreeSlugAsync(name, cancellationToken))).Entity
                );
            }

            return tags;
        });

    /// <summary>Finds or creates the category at the end of a path of names; null for an empty path.</summary>
    public Task<Category?> CategoryAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        WithoutDetectionAsync(async () =>
        {
            Category? category = null;
            foreach (var name in names.Select(name => name.Trim()).Where(name => name.Length > 0))
            {
                category =
                    await FindCategoryAsync(name, category, cancellationToken)
                    ?? db.Categories.Add(new Category(name, await FreeSlugAsync(name, category, cancellationToken), category)).Entity;
            }

            return category;
        });

    /// <summary>
    /// Finds the tag for a name; null if there is none. The name is matched before the slug, since a tag may have a custom slug.
    /// </summary>
    public async Task<Tag?> FindTagAsync(string name, CancellationToken cancellationToken)
    {
        if (db.Tags.Local.FirstOrDefault(tag => AreSame(tag.Name, name)) is { } local)
        {
            return local;
        }

        var named = await db
            .Tags.Where(tag => EF.Functions.Collate(tag.Name, "NOCASE") == name)
            .OrderBy(tag => tag.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (named is not null || !Slug.HasWords(name))
        {
            return named; // names of symbols only (★, 🔥) share one slug, so only the name can match
        }

        var slug = Slug.From(name, "tag");
        var found =
            db.Tags.Local.FirstOrDefault(tag => tag.Slug == slug)
            ?? await db.Tags.FirstOrDefaultAsync(tag => tag.Slug == slug, cancellationToken);
        if (found is not null)
        {
            return Slug.HasWords(found.Name) ? found : null;
        }

        var key = PostAddress.KeyOf("/tags/" + slug.Value);
        return await db
            .Redirects.Where(redirect => redirect.PathKey == key && redirect.Tag != null)
            .Select(redirect => redirect.Tag)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Category?> FindCategoryAsync(string name, Category? parent, CancellationToken cancellationToken)
    {
        if (
            db.Categories.Local.FirstOrDefault(category =>
                category.Path == PathOf(category.Slug, parent) && AreSame(category.Name, name)
            ) is
            { } local
        )
        {
            return local;
        }

        var (parentId, path) = (parent?.Id, PathOf(Slug.From(name, "category"), parent));
        var named =
            parentId == 0
                ? null
                : await db
                    .Categories.Where(category => category.ParentId == parentId && EF.Functions.Collate(category.Name, "NOCASE") == name)
                    .OrderBy(category => category.Id)
                    .FirstOrDefaultAsync(cancellationToken);
        if (named is not null || !Slug.HasWords(name))
        {
            return named;
        }

        var found =
            db.Categories.Local.FirstOrDefault(category => category.Path == path)
            ?? await db.Categories.FirstOrDefaultAsync(category => category.Path == path, cancellationToken);
        if (found is not null)
        {
            return Slug.HasWords(found.Name) ? found : null;
        }

        var key = PostAddress.KeyOf("/categories/" + path);
        return await db
            .Redirects.Where(redirect => redirect.PathKey == key && redirect.Category != null)
            .Select(redirect => redirect.Category)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Slug> FreeSlugAsync(string name, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var slug = Candidate(name, "tag", number);
            if (db.Tags.Local.All(tag => tag.Slug != slug) && !await db.Tags.AnyAsync(tag => tag.Slug == slug, cancellationToken))
            {
                return slug;
            }
        }
    }

    private async Task<Slug> FreeSlugAsync(string name, Category? parent, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var slug = Candidate(name, "category", number);
            var path = PathOf(slug, parent);
            if (
                db.Categories.Local.All(category => category.Path != path)
                && !await db.Categories.AnyAsync(category => category.Path == path, cancellationToken)
            )
            {
                return slug;
            }
        }
    }

    private static bool AreSame(string known, string name) => string.Equals(known, name, StringComparison.OrdinalIgnoreCase);

    private static string PathOf(Slug slug, Category? parent) => parent is null ? slug.Value : parent.Path + "/" + slug.Value;

    private static Slug Candidate(string name, string fallback, int number) =>
        number == 1 ? Slug.From(name, fallback) : Slug.From(name, fallback).Numbered(number);

    /// <summary>
    /// Every look at the rows in memory would compare all of them with the database, also the posts of a batch; nothing here changes any.
    /// </summary>
    private async Task<T> WithoutDetectionAsync<T>(Func<Task<T>> work)
    {
        var before = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await work();
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = before;
        }
    }
}
