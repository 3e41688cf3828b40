namespace Blog.Portability.Import;

/// <summary>An address of the old site, and what it leads to.</summary>
/// <param name="Old">Decoded.</param>
/// <param name="Now">Decoded; the same where the post has kept its address.</param>
public sealed record KeptAddress(string Old, string Now)
{
    /// <summary>The addresses of one post.</summary>
    internal static IEnumerable<KeptAddress> Of(ImportItem item) =>
        item.Post.IsDraft || item.Address == default ? [] : item.OldAddresses.Select(old => new KeptAddress(old, item.Address.Value));
}
