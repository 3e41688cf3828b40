using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Snippets;

namespace Blog.Editor.Snippets;

/// <summary>A snippet as its form sends it.</summary>
public sealed class SnippetInput
{
    [Required, MaxLength(TextLengths.Name)]
    public string? Name { get; set; }

    [MaxLength(SnippetEditor.MaxText)]
    public string? Markdown { get; set; }

    public bool IsTemplate { get; set; }

    [MaxLength(TextLengths.Title)]
    public string? Title { get; set; }

    [MaxLength(TextLengths.Line)]
    public string? Tags { get; set; }

    [MaxLength(TextLengths.Path)]
    public string? Category { get; set; }

    [MaxLength(TextLengths.Name)]
    public string? Language { get; set; }

    public static SnippetInput Of(Snippet snippet) =>
        new()
        {
            Name = snippet.Name,
            Markdown = snippet.Markdown,
            IsTemplate = snippet.IsTemplate,
            Title = snippet.Title,
            Tags = snippet.Tags,
            Category = snippet.Category,
            Language = snippet.Language,
        };

    public SnippetContent ToContent() =>
        new(Name ?? "", Markdown ?? "", IsTemplate)
        {
            Title = Title ?? "",
            Tags = Tags ?? "",
            Category = Category ?? "",
            Language = Language ?? "",
        };
}
