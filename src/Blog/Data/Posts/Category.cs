namespace Blog.Data.Posts;

/// <summary>A category in the category tree.</summary>
public sealed class Category
{
    private Category() { }

    /// <summary>Creates a category below a parent, or at the top level.</summary>
    public Category(string name, Slug slug, Category? parent)
    {
        Name = name;
        Slug = slug;
        MoveBelow(parent);
    }

    public int Id { get; private set; }

    /// <summary>Display name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its segment of the path.</summary>
    public Slug Slug { get; private set; }

    /// <summary>The full path of slugs, unique: <c>database/sqlite</c>.</summary>
    public string Path { get; private set; } = "";

    public int? ParentId { get; private set; }

    /// <summary>The parent category, if loaded.</summary>
    public Category? Parent { get; private set; }

    /// <summary>Decoded path of its page, the same in every edition.</summary>
    public string Address => "/categories/" + Path;

    /// <summary>The posts directly in this category, excluding its subcategories.</summary>
    public ICollection<Post> Posts { get; } = [];

    /// <summary>Changes its name or slug; <c>CategoryEditor</c> updates its subcategories and adds redirects.</summary>
    public void Rename(string name, Slug slug)
    {
        (Name, Slug) = (name, slug);
        MoveBelow(Parent);
    }

    /// <summary>Moves it below another category, or to the top level, and updates its path.</summary>
    /// <param name="parent">Null for the top level. If it has a parent itself, that must be loaded.</param>
    public void MoveBelow(Category? parent)
    {
        (Parent, ParentId) = (parent, parent is { Id: > 0 } ? parent.Id : null);
        Path = parent is null ? Slug.Value : parent.Path + "/" + Slug.Value;
    }
}
