namespace Blog.Images;

/// <summary>Bytes that are safe to serve: re-encoded or cleaned.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Extension">The extension of that type, with its dot.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record MediaContent(byte[] Bytes, string ContentType, string Extension, int? Width, int? Height)
{
    /// <summary>Smaller copies by <see cref="ImageVariants"/>, ascending; null where nobody has tried to make them yet.</summary>
    public IReadOnlyList<VariantContent>? Variants { get; init; }
}
