using Blog.Data;
using Blog.Data.Posts;
using Blog.Rendering;

namespace Blog.Authoring.Editing;

/// <summary>The words of the editor, in one language.</summary>
public sealed partial record EditTexts
{
    public required string NewPost { get; init; }

    public required string EditPost { get; init; }

    public required string BackToPosts { get; init; }

    public required string Untitled { get; init; }

    public required string Insert { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string Preview { get; init; }

    public required string PreviewModes { get; init; }

    public required string AsPost { get; init; }

    public required string AsCard { get; init; }

    public required string PostPreview { get; init; }

    public required string CardPreview { get; init; }

    public required string NoPreview { get; init; }

    public required string Facts { get; init; }

    /// <summary>Name of the way between the parts of the page, on small screens.</summary>
    public required string Parts { get; init; }

    /// <summary>The part where one writes.</summary>
    public required string Write { get; init; }

    public required string Address { get; init; }

    public required string AddressHint { get; init; }

    public required Func<string, string> AddressFollows { get; init; }

    public required string AddressLiveHint { get; init; }

    public required string Language { get; init; }

    public required string Kind { get; init; }

    public required Func<PostKind, string> KindName { get; init; }

    public required string Translation { get; init; }

    public required string NoTranslation { get; init; }

    public required Func<string, string> NewTranslation { get; init; }

    public required string Category { get; init; }

    public required string CategoryHint { get; init; }

    public required string Tags { get; init; }

    public required string TagsHint { get; init; }

    public required string Description { get; init; }

    public required string DescriptionHint { get; init; }

    public required string Cover { get; init; }

    public required string CoverHint { get; init; }

    public required string Series { get; init; }

    public required string Other { get; init; }

    public required string Pinned { get; init; }

    public required string Hidden { get; init; }

    public required string Evergreen { get; init; }

    public required string MinorEdit { get; init; }

    public required string Time { get; init; }

    public required Func<string, string> PublishAt { get; init; }

    public required string PublishAtHint { get; init; }

    public required string Save { get; init; }

    public required string Publish { get; init; }

    public required string PublishEdit { get; init; }

    public required string PublishNow { get; init; }

    public required string Schedule { get; init; }

    public required string Reschedule { get; init; }

    public required string Unpublish { get; init; }

    public required string Unschedule { get; init; }

    public required string Trash { get; init; }

    public required string Restore { get; init; }

    public required string ViewLive { get; init; }

    public required string Draft { get; init; }

    public required string Live { get; init; }

    public required string InTrash { get; init; }

    public required Func<string, string> ScheduledFor { get; init; }

    public required Func<string, string> KeptAt { get; init; }

    public required Func<string, string> SavedAt { get; init; }

    public required Func<string, string> UnpublishedEdit { get; init; }

    public required string EditRestsOnOlder { get; init; }

    public required string DoneSaved { get; init; }

    public required string DoneKept { get; init; }

    public required string DonePublished { get; init; }

    public required Func<string, string> DoneScheduled { get; init; }

    public required string DoneUnpublished { get; init; }

    public required Func<string, string> DoneTrashed { get; init; }

    public required Func<string, string> DoneMoved { get; init; }

    public required string DiskFull { get; init; }

    public required string TitleMissing { get; init; }

    public required string UnknownLanguage { get; init; }

    public required string BadTime { get; init; }

    public required string TimeMustBeAhead { get; init; }

    public required string AlreadyPublic { get; init; }

    public required string BadCover { get; init; }

    public required string NoPair { get; init; }

    public required string UnknownAct { get; init; }

    public required Func<string, string> AddressTaken { get; init; }

    public required Func<string, string> AddressFree { get; init; }

    public required Func<AddressFault, string> AddressFault { get; init; }

    public required Func<int, string> TooLong { get; init; }

    public required Func<RenderRefusal, string> Refusal { get; init; }

    public required string NotYours { get; init; }

    public required Func<int, string> PreviewsTooFast { get; init; }

    public required string PreviewOvertaken { get; init; }

    public required Func<string, string, string> SomebodyKept { get; init; }

    public required string SomebodyUnknown { get; init; }

    /// <summary>The form's own name of a field.</summary>
    public string FieldName(string field) => field switch
    {
        "Title" => Title,
        "Markdown" => Text,
        "Language" => Language,
        "Kind" => Kind,
        "Address" => Address,
        "Category" => Category,
        "Tags" => Tags,
        "Description" => Description,
        "Cover" => Cover,
        "Series" => Series,
        "PublishAt" => Time,
        "TranslationOf" => Translation,
        "Pinned" => Pinned,
        "Hidden" => Hidden,
        "Evergreen" => Evergreen,
        "MinorEdit" => MinorEdit,
        _ => field,
    };

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static EditTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
