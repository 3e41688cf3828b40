namespace Blog.Images.Attachments;

/// <summary>A kind of file that may be attached to posts: it is served under exactly this type, whatever its name was.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Extension">The extension of that type, with its dot.</param>
public sealed record AttachmentType(AttachmentGroup Group, string ContentType, string Extension)
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AttachmentType> All { get; } =
    [
        new(AttachmentGroup.Document, "application/pdf", ".pdf"),
        new(AttachmentGroup.Document, OpenXml + "wordprocessingml.document", ".docx"),
        new(AttachmentGroup.Document, OpenXml + "spreadsheetml.sheet", ".xlsx"),
        new(AttachmentGroup.Document, OpenXml + "presentationml.presentation", ".pptx"),
        new(AttachmentGroup.Document, "application/vnd.oasis.opendocument.text", ".odt"),
        new(AttachmentGroup.Document, "application/vnd.oasis.opendocument.spreadsheet", ".ods"),
        new(AttachmentGroup.Document, "application/vnd.oasis.opendocument.presentation", ".odp"),
        new(AttachmentGroup.Document, "application/epub+zip", ".epub"),
        new(AttachmentGroup.Archive, "application/zip", ".zip"),
        new(AttachmentGroup.Audio, "audio/mpeg", ".mp3"),
        new(AttachmentGroup.Audio, "audio/mp4", ".m4a"),
        new(AttachmentGroup.Audio, "audio/ogg", ".ogg"),
        new(AttachmentGroup.Audio, "audio/wav", ".wav"),
        new(AttachmentGroup.Audio, "audio/flac", ".flac"),
        new(AttachmentGroup.Video, "video/mp4", ".mp4"),
        new(AttachmentGroup.Video, "video/webm", ".webm"),
    ];

    /// <summary>Whether browsers play it on a page.</summary>
    public bool IsPlayable => Group is AttachmentGroup.Audio or AttachmentGroup.Video;

    /// <summary>The type with an extension, with its dot; null if there is none.</summary>
    public static AttachmentType? OfExtension(string extension) =>
        All.FirstOrDefault(type => string.Equals(type.Extension, extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type that is served as a media type; null if there is none.</summary>
    public static AttachmentType? OfContentType(string contentType) =>
        All.FirstOrDefault(type => string.Equals(type.ContentType, contentType, StringComparison.Ordinal));
}

/// <summary>What the owner allows or not.</summary>
public enum AttachmentGroup
{
    Document,
    Archive,
    Audio,
    Video,
}
