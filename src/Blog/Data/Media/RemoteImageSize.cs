namespace Blog.Data.Media;

/// <summary>The size of an image on another host, fetched when the author asks, so that the image keeps its place while it loads.</summary>
public sealed class RemoteImageSize
{
    private RemoteImageSize() { }

    public RemoteImageSize(string address) => Address = address;

    /// <summary>Its absolute URL; the key of the row.</summary>
    public string Address { get; private set; } = "";

    /// <summary>In pixels; 0 if unknown.</summary>
    public int Width { get; private set; }

    /// <summary>In pixels; 0 if unknown.</summary>
    public int Height { get; private set; }

    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>Why the size is unknown, as a code; null if it is known.</summary>
    public string? Error { get; private set; }

    /// <summary>The key of an image that a text names: a scheme-relative address is resolved as https.</summary>
    /// <param name="source">As written in the text.</param>
    public static string AddressOf(string source)
    {
        var address = source.Trim();
        return address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;
    }

    /// <summary>Records the size.</summary>
    public void Measured(int width, int height, DateTimeOffset now) => (Width, Height, Error, CheckedAt) = (width, height, null, now);

    /// <summary>Records that the size could not be found; a size found earlier stays.</summary>
    public void Failed(string error, DateTimeOffset now) => (Error, CheckedAt) = (error, now);
}
