using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>Finds tags and categories by what they are called, and makes those that are missing.</summary>
internal sealed class TaxonomyWriter(BlogDb db)
{
    /// <summary>The tags of these names; equal slugs are one tag, so that <c>Redis</c> and <c>redis</c> do not part.</summary>
    public async Task<IReadOnlyList<Tag>> TagsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var tags = new List<Tag>();
        foreach (var name in names.Select(Trimmed).Where(name => name.Length > 0))
        {
            var slug = Slug.From(name, "tag");
            var tag = db.Tags.Local.FirstOrDefault(t => t.Slug == slug) ?? await db.Tags.FirstOrDefaultAsync(t => t.Slug == slug, cancellationToken);
            if (tag is null)
            {
                tag = new Tag(name, slug);
                db.Tags.Add(tag);
            }

            tags.Add(tag);
        }

        return tags;
    }

    /// <summary>The category at the end of a path of names; null for an empty path.</summary>
    public async Task<Category?> CategoryAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        Category? category = null;
        foreach (var name in names.Select(Trimmed).Where(name => name.Length > 0))
        {
            var slug = Slug.From(name, "category");
            var path = category is null ? slug.Value : category.Path + "/" + slug.Value;
            var found = db.Categories.Local.FirstOrDefault(c => c.Path == path) ?? await db.Categories.FirstOrDefaultAsync(c => c.Path == path, cancellationToken);
            if (found is null)
            {
                found = new Category(name, slug, category);
                db.Categories.Add(found);
            }

            category = found;
        }

        return category;
    }

    private static string Trimmed(string name)
    {
        var text = name.Trim();
        return text.Length > TextLengths.Name ? text[..TextLengths.Name] : text;
    }
}
