namespace Blog.Images;

/// <summary>Names of kinds of files for the operator, whose reports are in English.</summary>
internal static class FileKindNames
{
    public static string InEnglish(FileKind kind) =>
        kind switch
        {
            FileKind.Heic => "a HEIC image, which the image library cannot decode",
            FileKind.AnimatedAvif => "an animated AVIF, of which the image library reads only one frame",
            FileKind.Bmp => "a BMP image",
            FileKind.Tiff => "a TIFF image",
            FileKind.Ico => "an icon (ICO)",
            FileKind.JpegXl => "a JPEG XL image",
            FileKind.Jpeg2000 => "a JPEG 2000 image",
            FileKind.Photoshop => "a Photoshop file",
            FileKind.RawPhoto => "a raw photo of a camera",
            FileKind.PostScript => "a PostScript file",
            FileKind.SvgWithoutNamespace => "an SVG without its namespace",
            FileKind.Unknown => "an unknown kind of file",
            _ => "a file of the kind " + kind,
        };
}
