namespace Blog.Browser;

/// <summary>Addresses of the sample blog.</summary>
public static class Samples
{
    /// <summary>One page of each kind that is no post.</summary>
    public static readonly IReadOnlyList<string> Lists =
    [
        "/",
        "/page/2",
        "/en",
        "/archives",
        "/tags",
        "/tags/csharp",
        "/categories",
        "/categories/dotnet",
    ];

    /// <summary>An address that does not exist.</summary>
    public const string Nowhere = "/no-such-post";

    /// <summary>Every sample post and page, by the names of their files.</summary>
    public static IReadOnlyList<string> Posts { get; } =
    [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.md").Select(AddressOf).Order(StringComparer.Ordinal)];

    public static TheoryData<string> AllPosts() => [.. Posts];

    public static TheoryData<string> Everything() => [.. Lists, Nowhere, .. Posts];

    private static string AddressOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.EndsWith(".en", StringComparison.Ordinal) ? "/en/" + name[..^3] : "/" + name;
    }
}
