namespace Blog.Portability.StaticSite.Pipeline;

/// <summary>What the program answers an anonymous reader.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Headers">As sent, each on one line.</param>
/// <param name="Body">Without compression.</param>
public sealed record SiteResponse(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsHtml => Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true;
}
