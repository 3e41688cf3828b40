using Blog.Data;
using Blog.Data.Snippets;
using Blog.Portability.Export;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Takes in snippets and templates for their authors; those whose names an author has already stay as they are.</summary>
internal sealed class ExportedSnippets(BlogDb db, SnippetEditor editor, ExportFiles files)
{
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var authors = (await db.Authors.AsNoTracking().ToListAsync(cancellationToken))
            .GroupBy(author => author.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(author => author.Id), StringComparer.Ordinal);
        foreach (
            var row in files
                .Rows<ExportedSnippet>(ExportNames.Snippets)
                .Where(row => row is { Author: not null, Name: not null, Markdown: not null })
        )
        {
            if (authors.TryGetValue(row.Author, out var author))
            {
                await editor.SaveAsync(
                    null,
                    author,
                    new SnippetContent(row.Name, row.Markdown, row.Template)
                    {
                        Title = row.Title ?? "",
                        Tags = row.Tags ?? "",
                        Category = row.Category ?? "",
                        Language = row.Language ?? "",
                    },
                    cancellationToken
                );
            }
        }
    }
}
