namespace Blog.Data.Posts;

/// <summary>A word that posts of all languages share.</summary>
public sealed class Tag
{
    private Tag() { }

    public Tag(string name, Slug slug)
    {
        Name = name;
        Slug = slug;
    }

    public int Id { get; private set; }

    /// <summary>As its author writes it: <c>C#</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Unique: <c>csharp</c>.</summary>
    public Slug Slug { get; private set; }

    /// <summary>Its page's decoded path, the same in every edition.</summary>
    public string Address => "/tags/" + Slug.Value;

    /// <summary>The posts that have it.</summary>
    public ICollection<Post> Posts { get; } = [];

    /// <summary>Gives it another name or address; <c>TagEditor</c> leaves a redirect behind.</summary>
    public void Rename(string name, Slug slug) => (Name, Slug) = (name, slug);
}
