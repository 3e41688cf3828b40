using Blog.Data.Images;

namespace Blog.Authoring.Media.Uploading;

/// <summary>Why an upload is not taken.</summary>
public enum UploadFault
{
    /// <summary>Nothing was chosen.</summary>
    NoFile,

    /// <summary>A file without bytes.</summary>
    Empty,

    /// <summary>More bytes than may come at once.</summary>
    TooLarge,

    /// <summary>More files than may come at once.</summary>
    TooMany,

    /// <summary>None of the formats that are taken, whatever its name says.</summary>
    NotAnImage,

    /// <summary>Too many pixels.</summary>
    TooManyPixels,

    /// <summary>An image that cannot be read to its end.</summary>
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

/// <summary>What HTTP and the image reader call the same.</summary>
public static class UploadFaults
{
    /// <summary>The status (RFC 9110, RFC 6585, RFC 4918).</summary>
    public static int StatusOf(UploadFault fault) => fault switch
    {
        UploadFault.TooLarge or UploadFault.TooMany => StatusCodes.Status413PayloadTooLarge,
        UploadFault.NotAnImage => StatusCodes.Status415UnsupportedMediaType,
        UploadFault.Often => StatusCodes.Status429TooManyRequests,
        UploadFault.NoRoom => StatusCodes.Status507InsufficientStorage,
        UploadFault.Malformed => StatusCodes.Status400BadRequest,
        UploadFault.TooSlow => StatusCodes.Status408RequestTimeout,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>What the image reader found.</summary>
    public static UploadFault Of(ImageFault fault) => fault switch
    {
        ImageFault.Empty => UploadFault.Empty,
        ImageFault.TooLarge => UploadFault.TooLarge,
        ImageFault.NotAnImage => UploadFault.NotAnImage,
        ImageFault.TooManyPixels => UploadFault.TooManyPixels,
        _ => UploadFault.Broken,
    };
}
