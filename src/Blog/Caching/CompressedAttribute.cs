namespace Blog.Caching;

/// <summary>
/// For a page that is not kept in the cache and may be compressed all the same: of the author's half, or the search. What a visitor's address puts into such a page could be used to guess a secret
/// beside it by the length of the answer (BREACH), so only pages without one have this; antiforgery tokens are none, since each answer has
/// another encryption of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CompressedAttribute : Attribute;
