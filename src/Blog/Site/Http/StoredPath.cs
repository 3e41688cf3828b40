namespace Blog.Site.Http;

/// <summary>Of a request, as a feature: a stored post or redirect answers, although a page of the system has an address of that shape.</summary>
public sealed class StoredPath;
