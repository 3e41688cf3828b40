namespace Blog.Caching;

/// <summary>
/// For a page that is not cached but may be compressed: an admin page, or the search. Input from the address that is reflected in such a
/// page could be used to guess a secret beside it from the length of the response (BREACH), so only pages that reflect none have this
/// attribute; antiforgery tokens are safe, since each response encrypts them differently.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CompressedAttribute : Attribute;
