using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>Finds tags and categories by what they are called, and makes those that are missing.</summary>
internal sealed class TaxonomyWriter(BlogDb db)
{
    /// <summary>The tags of these names; equal slugs are one tag, so that <c>Redis</c> and <c>redis</c> do not part.</summary>
    public async Task<IReadOnlyList<Tag>> TagsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var tags = new List<Tag>();
        foreach (var name in names.Select(name => name.Trim()).Where(name => name.Length > 0))
        {
            tags.Add(await TagAsync(name, cancellationToken));
        }

        return tags;
    }

    /// <summary>The category at the end of a path of names; null for an empty path.</summary>
    public async Task<Category?> CategoryAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        Category? category = null;
        foreach (var name in names.Select(name => name.Trim()).Where(name => name.Length > 0))
        {
            category = await CategoryAsync(name, category, cancellationToken);
        }

        return category;
    }

    /// <summary>
    /// Names of signs alone (<c>★</c>, <c>🔥</c>) have no slug of their own and share the fallback: there the name decides, and each gets a number.
    /// </summary>
    private static bool AreOne(string known, string name) =>
        string.Equals(known, name, StringComparison.Ordinal) || (Slug.HasWords(known) && Slug.HasWords(name));

    private static Slug Candidate(string name, string fallback, int number) =>
        number == 1 ? Slug.From(name, fallback) : Slug.From(name, fallback).Numbered(number);

    private async Task<Tag> TagAsync(string name, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var slug = Candidate(name, "tag", number);
            var found = db.Tags.Local.FirstOrDefault(tag => tag.Slug == slug) ?? await db.Tags.FirstOrDefaultAsync(tag => tag.Slug == slug, cancellationToken);
            if (found is null)
            {
                return db.Tags.Add(new Tag(name, slug)).Entity;
            }

            if (AreOne(found.Name, name))
            {
                return found;
            }
        }
    }

    private async Task<Category> CategoryAsync(string name, Category? parent, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var slug = Candidate(name, "category", number);
            var path = parent is null ? slug.Value : parent.Path + "/" + slug.Value;
            var found = db.Categories.Local.FirstOrDefault(category => category.Path == path) ?? await db.Categories.FirstOrDefaultAsync(category => category.Path == path, cancellationToken);
            if (found is null)
            {
                return db.Categories.Add(new Category(name, slug, parent)).Entity;
            }

            if (AreOne(found.Name, name))
            {
                return found;
            }
        }
    }
}
