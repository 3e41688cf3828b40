namespace Blog.Portability.StaticSite.Redirects;

/// <summary>A former address and where it leads.</summary>
/// <param name="Path">Decoded, without the base path and without a final slash.</param>
/// <param name="Parameter">Name of the parameter that tells it apart, as in <c>/?p=12</c>; null for an address without a query.</param>
/// <param name="Value">Value of that parameter, decoded; null without one.</param>
/// <param name="To">Decoded path of the target, without the base path.</param>
internal sealed record StaticRedirect(string Path, string? Parameter, string? Value, string To)
{
    /// <summary>Id of the image that it leads to; null for other targets.</summary>
    public string? MediaId { get; init; }
}
