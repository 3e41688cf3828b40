namespace Blog.Data.People;

/// <summary>The author of a post; separate from accounts, since imported and sample posts can exist before any account.</summary>
public sealed class Author
{
    private Author() { }

    public Author(string name) => Name = name;

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Path of the author's picture; null for none.</summary>
    public string? Picture { get; private set; }

    /// <summary>Changes the picture; null for none.</summary>
    public void ShowAs(string? picture) => Picture = picture;

    /// <summary>Changes the display name, including on existing posts.</summary>
    public void Rename(string name) => Name = name.Trim();
}
