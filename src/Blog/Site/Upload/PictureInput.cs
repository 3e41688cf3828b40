using System.ComponentModel.DataAnnotations;
using Blog.Data;

namespace Blog.Site.Upload;

/// <summary>A picture as one field of a larger form; without script, and without losing it when another field is wrong.</summary>
public sealed class PictureInput
{
    /// <summary>Path of the picture in the library; null for none.</summary>
    [MaxLength(TextLengths.Path)]
    public string? Path { get; set; }

    /// <summary>A file that replaces it; null to keep it.</summary>
    public IFormFile? File { get; set; }

    /// <summary>Whether to show none from now on; a file that was chosen as well counts for more.</summary>
    public bool Remove { get; set; }
}
