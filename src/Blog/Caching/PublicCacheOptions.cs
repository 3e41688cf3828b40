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

    /// <summary>Whether each page says what it shows; see <see cref="CacheTags"/>.</summary>
    public bool SendsTags { get; set; }

    /// <summary>How many pages are made before a reader asks, after the start and after a change; 0 for none.</summary>
    public int WarmPages { get; set; } = 32;

    /// <summary>Names of cookies that make an answer personal.</summary>
    public IList<string> PersonalCookies { get; } = [];

    /// <summary>Sets what the operator has set.</summary>
    public void Take(CacheSettings settings) =>
        (Memory, SharedMaxAge, SendsTags) = (settings.Memory, settings.SharedMaxAge, settings.HasCdn);
}

/// <summary>The operator's settings of the cache; read once at start from <c>Blog:Cache:…</c> and <c>Blog:Cdn:…</c>.</summary>
/// <param name="Memory">See <see cref="PublicCacheOptions.Memory"/>.</param>
/// <param name="SharedMaxAge">See <see cref="PublicCacheOptions.SharedMaxAge"/>.</param>
/// <param name="HasCdn">Whether a CDN is configured.</param>
public sealed record CacheSettings(int Memory, int SharedMaxAge, bool HasCdn)
{
    private const int MostMemory = 100_000;
    private const int LongestAge = 31_536_000;

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    public static CacheSettings? Read(IConfiguration configuration, out string? error)
    {
        var memory = Number(configuration["Blog:Cache:Memory"], PublicCacheOptions.DefaultMemory, MostMemory);
        var age = Number(configuration["Blog:Cdn:MaxAge"], 0, LongestAge);
        error =
            memory is null
                ? $"Blog__Cache__Memory is '{configuration["Blog:Cache:Memory"]}': it must be a number of megabytes from 0 to {MostMemory}"
            : age is null
                ? $"Blog__Cdn__MaxAge is '{configuration["Blog:Cdn:MaxAge"]}': it must be a number of seconds from 0 to {LongestAge}"
            : null;
        var hasCdn = age > 0 || !string.IsNullOrWhiteSpace(configuration["Blog:Cdn:PurgeUrl"]);
        return memory is { } bytes && age is { } seconds ? new CacheSettings(bytes, seconds, hasCdn) : null;
    }

    private static int? Number(string? written, int without, int most) =>
        string.IsNullOrWhiteSpace(written) ? without
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : null;
}
