namespace Blog.Caching.Pages;

/// <summary>Feature of a request that nobody made: it is there so that the page is ready for the next reader.</summary>
internal sealed class Warming;
