namespace Blog.Data.People;

/// <summary>Who wrote a post; a row of its own, since imports and samples exist before accounts do.</summary>
public sealed class Author
{
    private Author() { }

    public Author(string name) => Name = name;

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Writes under another name from now on, in old posts too.</summary>
    public void Rename(string name) => Name = name.Trim();
}
