using Blog.Data.Posts.Drafts;

namespace Blog.Editor.Editing;

/// <summary>Describes what is wrong in a field.</summary>
internal static class FieldErrors
{
    /// <summary>What the address redirects to today, and what taking it means.</summary>
    public static string In(this RedirectClaim redirect, EditTexts words) =>
        words.AddressRedirects(redirect.Address.Value, redirect.Kind, redirect.Name);

    /// <summary>In the language of the editor.</summary>
    public static string In(this FieldError error, EditTexts words) =>
        error.Error switch
        {
            DraftError.UnknownLanguage => words.UnknownLanguage,
            DraftError.TitleMissing => words.TitleMissing,
            DraftError.InvalidCover => words.BadCover,
            DraftError.InvalidAddress => words.InvalidAddress(error.AddressError!.Value),
            DraftError.AddressTaken => words.AddressTaken(error.Address!),
            DraftError.AddressRedirects => error.Redirect!.In(words),
            DraftError.InvalidTime => words.BadTime,
            DraftError.AlreadyPublic => words.AlreadyPublic,
            DraftError.TimeMustBeAhead => words.TimeMustBeAhead,
            DraftError.NoPair => words.NoPair,
            DraftError.TooLong => words.TooLong(error.Limit),
            DraftError.UnfinishedUpload => words.UnfinishedUpload(error.Line),
            DraftError.Refused => words.Refusal(error.Refusal!),
            _ => throw new ArgumentOutOfRangeException(nameof(error), error.Error, "No text for this error."),
        };
}
