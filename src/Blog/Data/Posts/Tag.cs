namespace Blog.Data.Posts;

/// <summary>A tag, shared by posts of all languages.</summary>
public sealed class Tag
{
    private Tag() { }

    public Tag(string name, Slug slug)
    {
        Name = name;
        Slug = slug;
    }

    public int Id { get; private set; }

    /// <summary>Display name: <c>C#</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Unique: <c>csharp</c>.</summary>
    public Slug Slug { get; private set; }

    /// <summary>Decoded path of its page, the same in every edition.</summary>
    public string Address => "/tags/" + Slug.Value;

    /// <summary>The posts with this tag.</summary>
    public ICollection<Post> Posts { get; } = [];

    /// <summary>Changes its name or slug; <c>TagEditor</c> adds a redirect.</summary>
    public void Rename(string name, Slug slug) => (Name, Slug) = (name, slug);
}
