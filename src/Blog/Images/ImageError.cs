namespace Blog.Images;

/// <summary>Why an image is not taken, wherever it stops: chosen, sent, read, or stored.</summary>
public enum ImageError
{
    NoFile,

    /// <summary>A file without bytes.</summary>
    Empty,

    /// <summary>More bytes than <see cref="ImageFile.MaxBytes"/>, than a drawing may have, or than may come at once.</summary>
    TooLarge,

    /// <summary>More files than may come at once.</summary>
    TooMany,

    /// <summary>None of the supported formats, whatever its name says.</summary>
    NotAnImage,

    /// <summary>More pixels than <see cref="ImageFile.MaxPixels"/>.</summary>
    TooManyPixels,

    /// <summary>Begins like an image but cannot be read to its end; or a drawing that is not well formed, or overdone.</summary>
    Broken,

    /// <summary>The account has uploaded enough for this hour.</summary>
    Often,

    /// <summary>The disk is full, or cannot be written.</summary>
    NoRoom,

    /// <summary>The request is no form, or was cut short.</summary>
    Malformed,

    /// <summary>The bytes came too slowly.</summary>
    TooSlow,
}
