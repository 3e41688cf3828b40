namespace Blog.Data.Snippets;

/// <summary>What an author types about a snippet.</summary>
/// <param name="IsTemplate">A new post may begin with it; the rest of its values counts only then.</param>
public sealed record SnippetContent(string Name, string Markdown, bool IsTemplate)
{
    public string Title { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Category { get; init; } = "";

    public string Language { get; init; } = "";
}
