namespace Blog.Data.Taxonomy;

/// <summary>A write for changes of tags or categories: what it reads cannot change before it writes.</summary>
internal static class TaxonomyTransaction
{
    /// <summary>Runs the work in a transaction and commits it unless it returns an error.</summary>
    public static Task<TaxonomyError?> RunAsync(BlogDb db, Func<Task<TaxonomyError?>> work, CancellationToken cancellationToken) =>
        db.WriteAsync(work, cancellationToken, commitIf: error => error is null);

    /// <summary>Validates a typed name and slug.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="slug">As typed; empty to generate one from the name.</param>
    /// <param name="fallback">The slug for a name of symbols only.</param>
    /// <param name="settled">Name and slug, if valid.</param>
    /// <param name="longest">The most characters of a name.</param>
    public static TaxonomyError? Read(
        string? name,
        string? slug,
        string fallback,
        out (string Name, Slug Slug) settled,
        int longest = TextLengths.Name
    )
    {
        var (trimmed, typed) = ((name ?? "").Trim(), (slug ?? "").Trim());
        settled = (trimmed, Slug.From(typed.Length > 0 ? typed : trimmed, fallback));
        return trimmed.Length == 0 || (typed.Length > 0 && !Slug.HasWords(typed)) ? TaxonomyError.NameMissing
            : trimmed.Length > longest || typed.Length > TextLengths.Name ? TaxonomyError.TooLong
            : null;
    }
}
