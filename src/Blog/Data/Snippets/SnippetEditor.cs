using Blog.Data.Posts;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Snippets;

/// <summary>Reads and writes the snippets of one author. Those of others count as not there, for owners too.</summary>
public sealed class SnippetEditor(BlogDb db, TimeProvider clock)
{
    /// <summary>The most snippets of an author.</summary>
    public const int Most = 500;

    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MaxText = 64 * 1024;

    private const string NotInNames = "/、\\[]()";

    /// <summary>The snippets of an author, by name.</summary>
    public async Task<IReadOnlyList<Snippet>> AllAsync(int authorId, CancellationToken cancellationToken) =>
        [
            .. (await db.Snippets.AsNoTracking().Where(snippet => snippet.AuthorId == authorId).ToListAsync(cancellationToken)).OrderBy(
                snippet => snippet.Name,
                StringComparer.CurrentCulture
            ),
        ];

    public Task<Snippet?> FindAsync(int id, int authorId, CancellationToken cancellationToken) =>
        db.Snippets.AsNoTracking().SingleOrDefaultAsync(snippet => snippet.Id == id && snippet.AuthorId == authorId, cancellationToken);

    /// <summary>Adds a snippet, or changes one.</summary>
    /// <param name="id">Row id; null for a new one.</param>
    /// <returns>Its row id, or why nothing was written.</returns>
    public Task<(int Id, SnippetError? Error)> SaveAsync(
        int? id,
        int authorId,
        SnippetContent typed,
        CancellationToken cancellationToken
    ) =>
        db.WriteAsync(
            async () =>
            {
                var content = Clean(typed);
                var error = await FindErrorAsync(id, authorId, content, cancellationToken);
                var snippet =
                    error is not null ? null
                    : id is null ? db.Snippets.Add(new Snippet(authorId, content.Name, clock.GetUtcNow())).Entity
                    : await db.Snippets.SingleOrDefaultAsync(own => own.Id == id && own.AuthorId == authorId, cancellationToken);
                if (snippet is null)
                {
                    return (Id: 0, Error: error ?? SnippetError.Gone);
                }

                snippet.Revise(content, clock.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
                return (snippet.Id, Error: (SnippetError?)null);
            },
            cancellationToken,
            commitIf: result => result.Error is null
        );

    public Task RemoveAsync(int id, int authorId, CancellationToken cancellationToken) =>
        db.WriteAsync(
            () => db.Snippets.Where(snippet => snippet.Id == id && snippet.AuthorId == authorId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    private async Task<SnippetError?> FindErrorAsync(int? id, int authorId, SnippetContent content, CancellationToken cancellationToken)
    {
        if (
            content.Name.Length is 0 or > TextLengths.Name
            || content.Name.Any(sign => char.IsControl(sign) || NotInNames.Contains(sign, StringComparison.Ordinal))
        )
        {
            return SnippetError.BadName;
        }

        if (content.Markdown.Length == 0 && !content.IsTemplate)
        {
            return SnippetError.NoText;
        }

        if (content.Markdown.Length > MaxText)
        {
            return SnippetError.TooLong;
        }

        var (name, own) = (content.Name, db.Snippets.Where(snippet => snippet.AuthorId == authorId));
        return await own.AnyAsync(snippet => snippet.Id != id && snippet.Name == name, cancellationToken) ? SnippetError.Taken
            : id is null && await own.CountAsync(cancellationToken) >= Most ? SnippetError.TooMany
            : null;
    }

    private static SnippetContent Clean(SnippetContent typed) =>
        typed with
        {
            Name = typed.Name.Trim(),
            Markdown = TextLimits.Normalize(typed.Markdown),
            Title = typed.IsTemplate ? TextLengths.Cut(typed.Title.Trim(), TextLengths.Title) : "",
            Tags = typed.IsTemplate ? TextLengths.Cut(string.Join("，", PostDraft.SplitTags(typed.Tags)), TextLengths.Line) : "",
            Category = typed.IsTemplate ? TextLengths.Cut(typed.Category.Trim(), TextLengths.Path) : "",
            Language = typed.IsTemplate ? TextLengths.Cut(typed.Language.Trim(), TextLengths.Name) : "",
        };
}

/// <summary>Why a snippet was not written.</summary>
public enum SnippetError
{
    /// <summary>Empty, too long, or with signs that end a name while it is typed.</summary>
    BadName,

    /// <summary>Neither a template nor a text.</summary>
    NoText,

    /// <summary>Longer than <see cref="SnippetEditor.MaxText"/>.</summary>
    TooLong,

    /// <summary>The author has another one of that name.</summary>
    Taken,

    /// <summary>More than <see cref="SnippetEditor.Most"/>.</summary>
    TooMany,

    Gone,
}
