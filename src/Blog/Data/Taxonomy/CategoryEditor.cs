using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Taxonomy;

/// <summary>
/// Category administration. Moving a category moves its subcategories; every former address permanently redirects to the category, or to
/// the one it was merged into.
/// </summary>
public sealed class CategoryEditor(BlogDb db, PostWriter posts, TimeProvider clock)
{
    private readonly AddressRedirects _old = new(db, clock);
    private List<Category> _tree = [];

    /// <summary>Creates a category. At a former address it takes precedence over the redirect.</summary>
    public Task<TaxonomyError?> AddAsync(string? name, string? slug, int? parentId, CancellationToken cancellationToken) =>
        TurnAsync(
            () =>
            {
                var parent = Find(parentId);
                if (parentId is not null && parent is null)
                {
                    return TaxonomyError.Gone;
                }

                var error =
                    TaxonomyTransaction.Read(name, slug, "category", out var wanted)
                    ?? FindConflict(null, wanted.Name, wanted.Slug, parent);
                if (error is null)
                {
                    db.Categories.Add(new Category(wanted.Name, wanted.Slug, parent));
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Changes the name, slug or parent of a category.</summary>
    /// <param name="seen">Its state when the page was loaded.</param>
    /// <param name="slug">Its path segment; empty to generate one from the name.</param>
    /// <param name="parentId">Row id of the new parent; null for the top level.</param>
    public Task<TaxonomyError?> ChangeAsync(
        int id,
        Seen seen,
        string? name,
        string? slug,
        int? parentId,
        CancellationToken cancellationToken
    ) =>
        TurnAsync(
            async () =>
            {
                var (category, parent) = (Find(id), Find(parentId));
                (string Name, Slug Slug) wanted = ("", default);
                var error =
                    FindError(category, seen)
                    ?? (
                        parentId is not null && parent is null ? TaxonomyError.Gone
                        : parent is not null && IsWithin(parent, category!) ? TaxonomyError.BelowItself
                        : default(TaxonomyError?)
                    )
                    ?? TaxonomyTransaction.Read(name, slug, "category", out wanted)
                    ?? FindConflict(category, wanted.Name, wanted.Slug, parent);
                if (error is null)
                {
                    await PlantAsync(category!, wanted.Name, wanted.Slug, parent, cancellationToken);
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Moves its posts, subcategories and former addresses to another category and deletes it.</summary>
    public Task<TaxonomyError?> MergeAsync(int id, Seen seen, int intoId, CancellationToken cancellationToken) =>
        TurnAsync(
            async () =>
            {
                var (category, into) = (Find(id), Find(intoId));
                var error =
                    FindError(category, seen)
                    ?? (
                        into is null ? TaxonomyError.Gone
                        : IsWithin(into, category!) ? TaxonomyError.BelowItself
                        : FindLack(category!, into)
                    );
                if (error is null)
                {
                    await AbsorbAsync(category!, into!, cancellationToken);
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Deletes it: its posts then have no category, and its current and former addresses become 404.</summary>
    public Task<TaxonomyError?> RemoveAsync(int id, Seen seen, CancellationToken cancellationToken) =>
        TurnAsync(
            () =>
            {
                var category = Find(id);
                var error = FindError(category, seen) ?? (Below(category!).Count > 0 ? TaxonomyError.HasChildren : null);
                if (error is null)
                {
                    db.Categories.Remove(category!);
                }

                return error;
            },
            cancellationToken
        );

    private Task<TaxonomyError?> TurnAsync(Func<TaxonomyError?> work, CancellationToken cancellationToken) =>
        TurnAsync(() => Task.FromResult(work()), cancellationToken);

    private Task<TaxonomyError?> TurnAsync(Func<Task<TaxonomyError?>> work, CancellationToken cancellationToken) =>
        TaxonomyTransaction.RunAsync(
            db,
            async () =>
            {
                _tree = await db.Categories.ToListAsync(cancellationToken); // tracked, so that parents are linked; a blog has dozens
                return await work();
            },
            cancellationToken
        );

    private Category? Find(int? id) => _tree.Find(category => category.Id == id);

    private List<Category> Below(Category category) => _tree.FindAll(other => other.ParentId == category.Id);

    private static TaxonomyError? FindError(Category? category, Seen seen) =>
        category is null ? TaxonomyError.Gone
        : seen != new Seen(category.Name, category.Address) ? TaxonomyError.Changed
        : null;

    private static bool IsWithin(Category category, Category above)
    {
        for (var here = category; here is not null; here = here.Parent)
        {
            if (here == above)
            {
                return true;
            }
        }

        return false;
    }

    private TaxonomyError? FindConflict(Category? category, string name, Slug slug, Category? parent)
    {
        var path = parent is null ? slug.Value : parent.Path + "/" + slug.Value;
        var beside = _tree.FindAll(other => other != category && other.ParentId == parent?.Id);
        var growth = category is null
            ? 0
            : _tree.Where(other => IsWithin(other, category)).Max(other => other.Path.Length) - category.Path.Length;
        return beside.Exists(other => other.Slug == slug) ? TaxonomyError.AddressTaken
            : beside.Exists(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)) ? TaxonomyError.NameTaken
            : path.Length + growth > TextLengths.Path ? TaxonomyError.TooLong
            : null;
    }

    /// <summary>
    /// Checks the final state: a child with its parent's slug cannot take the address that its parent is still leaving, and paths have a
    /// maximum length.
    /// </summary>
    private TaxonomyError? FindLack(Category category, Category into)
    {
        var longest = _tree.Where(other => IsWithin(other, category)).Max(other => other.Path.Length) - category.Path.Length;
        return category.Parent == into && Below(category).Exists(child => child.Slug == category.Slug) ? TaxonomyError.AddressTaken
            : into.Path.Length + longest > TextLengths.Path ? TaxonomyError.TooLong
            : null;
    }

    private async Task PlantAsync(Category category, string name, Slug slug, Category? parent, CancellationToken cancellationToken)
    {
        var moved = _tree
            .Where(other => IsWithin(other, category))
            .OrderBy(other => other.Path.Length)
            .Select(other => (Category: other, From: other.Address))
            .ToList();
        category.MoveBelow(parent);
        category.Rename(name, slug);
        foreach (var (below, _) in moved.Skip(1))
        {
            below.MoveBelow(below.Parent);
        }

        foreach (var (one, from) in moved)
        {
            await _old.MoveAsync(one, from, cancellationToken);
        }
    }

    private async Task AbsorbAsync(Category category, Category into, CancellationToken cancellationToken)
    {
        await posts.MergeCategoryAsync(category.Id, into.Id, cancellationToken);
        foreach (var child in Below(category))
        {
            if (Below(into).Find(sibling => sibling != category && sibling.Slug == child.Slug) is { } sibling)
            {
                await AbsorbAsync(child, sibling, cancellationToken);
            }
            else
            {
                await PlantAsync(child, child.Name, child.Slug, into, cancellationToken);
            }
        }

        foreach (var redirect in await db.Redirects.Where(redirect => redirect.CategoryId == category.Id).ToListAsync(cancellationToken))
        {
            redirect.LeadTo(into);
        }

        await _old.MoveAsync(into, category.Address, cancellationToken);
        db.Categories.Remove(category);
        _tree.Remove(category);
    }
}
