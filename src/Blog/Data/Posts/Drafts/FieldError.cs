using Blog.Data.Addresses;
using Blog.Rendering.Output;

namespace Blog.Data.Posts.Drafts;

/// <summary>Why a draft cannot be saved as typed.</summary>
public enum DraftError
{
    /// <summary>Not one of the site's languages.</summary>
    UnknownLanguage,

    /// <summary>A title is required to publish.</summary>
    TitleMissing,

    /// <summary>Neither a path on this site nor an HTTP(S) URL.</summary>
    InvalidCover,

    /// <summary>Not a valid address; see <see cref="FieldError.AddressError"/>.</summary>
    InvalidAddress,

    /// <summary>Another post has the address <see cref="FieldError.Address"/>.</summary>
    AddressTaken,

    /// <summary>The address redirects today, and the author has not confirmed to end that: <see cref="FieldError.Redirect"/>.</summary>
    AddressRedirects,

    InvalidTime,

    /// <summary>A public post cannot be rescheduled.</summary>
    AlreadyPublic,

    /// <summary>Scheduling requires a time in the future.</summary>
    TimeMustBeAhead,

    /// <summary>The two posts cannot be translations of each other.</summary>
    NoPair,

    /// <summary>Longer than <see cref="FieldError.Limit"/>.</summary>
    TooLong,

    /// <summary>The text exceeds a renderer limit; see <see cref="FieldError.Refusal"/>.</summary>
    Refused,

    /// <summary>An image of the text never finished uploading; see <see cref="FieldError.Line"/>. Such a text is not published.</summary>
    UnfinishedUpload,
}

/// <summary>A validation error of a draft field.</summary>
/// <param name="Field">Form field name; empty if the error belongs to no field.</param>
/// <param name="Error">The kind of error.</param>
public sealed record FieldError(string Field, DraftError Error)
{
    /// <summary>Why the address is invalid.</summary>
    public AddressError? AddressError { get; init; }

    /// <summary>The decoded path that is already in use.</summary>
    public string? Address { get; init; }

    /// <summary>The redirect that the post would end.</summary>
    public RedirectClaim? Redirect { get; init; }

    /// <summary>The maximum length.</summary>
    public int Limit { get; init; }

    /// <summary>One-based line in the Markdown; 0 if the error is not tied to a line.</summary>
    public int Line { get; init; }

    /// <summary>The exceeded renderer limit.</summary>
    public RenderError? Refusal { get; init; }

    internal static FieldError Of(AddressError error) => new(nameof(PostDraft.Address), DraftError.InvalidAddress) { AddressError = error };

    internal static FieldError Of(TooLong tooLong) =>
        new(PostDraft.Fields.Any(field => field.Name == tooLong.Field) ? tooLong.Field : "", DraftError.TooLong) { Limit = tooLong.Limit };

    internal static FieldError OfUnfinishedUpload(int line) => new(nameof(PostDraft.Markdown), DraftError.UnfinishedUpload) { Line = line };

    internal static FieldError Of(RenderError refusal) => new(nameof(PostDraft.Markdown), DraftError.Refused) { Refusal = refusal };
}
