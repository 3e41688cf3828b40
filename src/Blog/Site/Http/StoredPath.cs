namespace Blog.Site.Http;

/// <summary>Request feature: a stored post or redirect answers, although a system page has a matching address.</summary>
public sealed class StoredPath;
