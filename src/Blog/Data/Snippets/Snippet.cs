using Blog.Data.People;

namespace Blog.Data.Snippets;

/// <summary>A piece of Markdown that an author inserts again and again, or what a new post begins with. It is its author's alone.</summary>
public sealed class Snippet
{
    private Snippet() { }

    public Snippet(int authorId, string name, DateTimeOffset at) => (AuthorId, Name, CreatedAt, UpdatedAt) = (authorId, name, at, at);

    public int Id { get; private set; }

    public int AuthorId { get; private set; }

    public Author? Author { get; private set; }

    /// <summary>What is typed behind the slash, and shown in menus; unique for an author.</summary>
    public string Name { get; private set; } = "";

    public string Markdown { get; private set; } = "";

    /// <summary>A new post may begin with it; the rest of its values counts only then.</summary>
    public bool IsTemplate { get; private set; }

    /// <summary>The title of the new post, with places for the date; empty for none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Names of tags as they are typed in the editor; empty for none.</summary>
    public string Tags { get; private set; } = "";

    /// <summary>A category as it is typed in the editor; empty for none.</summary>
    public string Category { get; private set; } = "";

    /// <summary>BCP 47 tag; empty for the site's main language.</summary>
    public string Language { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public void Revise(SnippetContent content, DateTimeOffset at)
    {
        (Name, Markdown, IsTemplate, UpdatedAt) = (content.Name, content.Markdown, content.IsTemplate, at);
        (Title, Tags, Category, Language) = (content.Title, content.Tags, content.Category, content.Language);
    }
}
