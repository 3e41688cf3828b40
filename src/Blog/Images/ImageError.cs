namespace Blog.Images;

/// <summary>Why an image is rejected, at any stage: selection, upload, decoding or storage.</summary>
public enum ImageError
{
    NoFile,

    /// <summary>An empty file.</summary>
    Empty,

    /// <summary>Exceeds <see cref="ImageFile.MaxBytes"/>, the SVG limit, or the limit of one upload.</summary>
    TooLarge,

    /// <summary>Exceeds the number of files in one upload.</summary>
    TooMany,

    /// <summary>Not a supported format, regardless of its name; <see cref="ImageResult.Kind"/> says what it is.</summary>
    NotAnImage,

    /// <summary>Could be attached, but the owner does not allow this kind.</summary>
    NotAllowed,

    /// <summary>An attachment larger than the owner allows.</summary>
    AttachmentTooLarge,

    /// <summary>More pixels than <see cref="ImageFile.MaxPixels"/>.</summary>
    TooManyPixels,

    /// <summary>An AVIF of more pixels than <see cref="ImageFile.MaxAvifPixels"/>.</summary>
    TooManyAvifPixels,

    /// <summary>An animation of more frames than <see cref="ImageFile.MaxFrames"/>.</summary>
    TooManyFrames,

    /// <summary>Starts like an image but cannot be decoded completely; or an SVG that is malformed or too complex.</summary>
    Broken,

    /// <summary>The account has reached its hourly upload limit.</summary>
    Often,

    /// <summary>The disk is full, or cannot be written.</summary>
    NoRoom,

    /// <summary>The request is not a form, or is incomplete.</summary>
    Malformed,

    /// <summary>The upload was too slow.</summary>
    TooSlow,
}
