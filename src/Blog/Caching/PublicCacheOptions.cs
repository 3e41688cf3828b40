namespace Blog.Caching;

/// <summary>Settings of the cache of public pages.</summary>
public sealed class PublicCacheOptions
{
    /// <summary>Default of <see cref="Memory"/>.</summary>
    public const int DefaultMemory = 64;

    /// <summary>The most that pages may take, in MB, all their codings together; 0 for no cache.</summary>
    public int Memory { get; set; } = DefaultMemory;

    /// <summary>How long a shared cache may keep a page without asking again, in seconds; 0 for not at all.</summary>
    public int SharedMaxAge { get; set; }

    /// <summary>Names of cookies that make an answer personal.</summary>
    public IList<string> PersonalCookies { get; } = [];
}
