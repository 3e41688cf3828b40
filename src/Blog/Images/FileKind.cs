namespace Blog.Images;

/// <summary>What a file that cannot be shown as an image is, by its content.</summary>
public enum FileKind
{
    Unknown,

    // Images that the image library does not decode, or that are not passed to it.
    Heic,
    AnimatedAvif,
    Bmp,
    Tiff,
    Ico,
    JpegXl,
    Jpeg2000,
    Photoshop,
    RawPhoto,
    PostScript,
    SvgWithoutNamespace,

    // Documents and texts.
    Pdf,
    Word,
    Excel,
    PowerPoint,
    OldOffice,
    OpenDocument,
    Epub,
    Rtf,
    Html,
    Xml,
    Text,

    // Archives.
    Zip,
    Rar,
    SevenZip,
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
    Tar,

    // Video and audio.
    Mp4,
    QuickTime,
    WebM,
    Matroska,
    Avi,
    Mpeg,
    WindowsMedia,
    FlashVideo,
    Ogg,
    Mp3,
    Mpeg4Audio,
    Aac,
    Wav,
    Flac,
    Aiff,
    Midi,

    // Other.
    Font,
    Program,
    Sqlite,
}
