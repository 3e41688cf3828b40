namespace Blog.Data.Posts;

/// <summary>A place in the tree of subjects.</summary>
public sealed class Category
{
    private Category() { }

    /// <summary>A new category below another, or at the top.</summary>
    public Category(string name, Slug slug, Category? parent)
    {
        Name = name;
        Slug = slug;
        MoveBelow(parent);
    }

    public int Id { get; private set; }

    /// <summary>As its author writes it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its segment of the path.</summary>
    public Slug Slug { get; private set; }

    /// <summary>The whole path of slugs, unique: <c>database/sqlite</c>.</summary>
    public string Path { get; private set; } = "";

    public int? ParentId { get; private set; }

    /// <summary>The category above, where loaded.</summary>
    public Category? Parent { get; private set; }

    /// <summary>Its page's decoded path, the same in every edition.</summary>
    public string Address => "/categories/" + Path;

    /// <summary>The posts that are filed right here.</summary>
    public ICollection<Post> Posts { get; } = [];

    /// <summary>Gives it another name or address; <c>CategoryEditor</c> takes those below it along and leaves redirects behind.</summary>
    public void Rename(string name, Slug slug)
    {
        (Name, Slug) = (name, slug);
        MoveBelow(Parent);
    }

    /// <summary>Puts it below another, or at the top; its path follows.</summary>
    /// <param name="parent">Null for the top. Where it has a parent, that must be loaded.</param>
    public void MoveBelow(Category? parent)
    {
        (Parent, ParentId) = (parent, parent is { Id: > 0 } ? parent.Id : null);
        Path = parent is null ? Slug.Value : parent.Path + "/" + Slug.Value;
    }
}
