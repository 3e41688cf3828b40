namespace Blog.Data.Taxonomy;

/// <summary>One turn at the write gate for a decision about tags or categories: what it looks at cannot change before it writes.</summary>
internal static class TaxonomyTransaction
{
    /// <summary>Runs the work in a transaction and keeps what it did, unless it finds a fault.</summary>
    public static Task<TaxonomyError?> RunAsync(BlogDb db, Func<Task<TaxonomyError?>> work, CancellationToken cancellationToken) =>
        db.WriteAsync(work, cancellationToken, commitIf: fault => fault is null);

    /// <summary>Settles what was typed as a name and an address.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="slug">As typed; empty for one made of the name.</param>
    /// <param name="fallback">The slug of a name of signs alone.</param>
    /// <param name="settled">Name and slug, where nothing is wrong.</param>
    public static TaxonomyError? Read(string? name, string? slug, string fallback, out (string Name, Slug Slug) settled)
    {
        var (trimmed, typed) = ((name ?? "").Trim(), (slug ?? "").Trim());
        settled = (trimmed, Slug.From(typed.Length > 0 ? typed : trimmed, fallback));
        return trimmed.Length == 0 || (typed.Length > 0 && !Slug.HasWords(typed)) ? TaxonomyError.NameMissing
            : trimmed.Length > TextLengths.Name || typed.Length > TextLengths.Name ? TaxonomyError.TooLong
            : null;
    }
}
