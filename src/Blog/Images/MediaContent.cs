namespace Blog.Images;

/// <summary>Bytes that are safe to serve: re-encoded or sanitized.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Extension">The extension of that type, with its dot.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record MediaContent(byte[] Bytes, string ContentType, string Extension, int? Width, int? Height)
{
    /// <summary>Smaller copies by <see cref="ImageVariants"/>, ascending; null if they have not been created yet.</summary>
    public IReadOnlyList<VariantContent>? Variants { get; init; }
}
