using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using Blog.Data.Addresses;
using Blog.Rendering.Text;

namespace Blog.Data.Posts;

/// <summary>The content of a post, shared by forms, files, requests and rows.</summary>
/// <remarks>Field lengths are declared only here, by attributes; forms, requests and columns use them.</remarks>
public record PostContent
{
    [MaxLength(TextLengths.Title)]
    public string Title { get; init; } = "";

    /// <summary>The text. The renderer's own limit is lower and is reported with the offending line.</summary>
    [MaxLength(TextLengths.Markdown)]
    public string Markdown { get; init; } = "";

    /// <summary>BCP 47 tag.</summary>
    [MaxLength(TextLengths.Name)]
    public string Language { get; init; } = "";

    /// <summary>
    /// BCP 47 tag that says more than the language, such as <c>zh-TW</c>; empty for none. Ignored where it is of another language.
    /// </summary>
    [MaxLength(TextLengths.Name)]
    public string LanguageVariant { get; init; } = "";

    public PostKind Kind { get; init; }

    /// <summary>One-sentence description; empty for none.</summary>
    [MaxLength(TextLengths.Line)]
    public string Description { get; init; } = "";

    /// <summary>Address of the cover image; empty for none.</summary>
    [MaxLength(TextLengths.Line)]
    public string Cover { get; init; } = "";

    /// <summary>Name of its series; empty for none.</summary>
    [MaxLength(TextLengths.Title)]
    public string Series { get; init; } = "";

    /// <summary>Place in the series; null for the order of publication, after those that have one.</summary>
    public int? SeriesOrder { get; init; }

    /// <summary>Listed before all others on page 1.</summary>
    public bool Pinned { get; init; }

    public bool Hidden { get; init; }

    /// <summary>Whether readers may comment.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>Never shows the notice that it is old.</summary>
    public bool Evergreen { get; init; }

    /// <summary>Whether the variant says more than a language of the site does.</summary>
    internal bool IsVariantOf(string language) =>
        LanguageVariant.Length > 0
        && !string.Equals(LanguageVariant, language, StringComparison.OrdinalIgnoreCase)
        && string.Equals(LanguageVariant.Split('-')[0], language.Split('-')[0], StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// All editor fields of a post, as typed: values need not be valid, so that nothing typed is lost. Stored as JSON with the pending edit, so
/// renaming a property would lose values stored under the old name.
/// </summary>
public sealed record PostDraft : PostContent
{
    private static readonly char[] Commas = [',', '，', '、'];

    public PostDraft() { }

    /// <summary>Creates a draft with the content of a post.</summary>
    public PostDraft(PostContent content)
        : base(content) { }

    /// <summary>All form fields, in the order of the conflict page. Fields that are not compared there come last.</summary>
    public static IReadOnlyList<DraftField> Fields { get; } =
    [
        DraftField.Line(nameof(Title), draft => draft.Title, (draft, value) => draft with { Title = value }),
        DraftField.Line(nameof(Address), draft => draft.Address, (draft, value) => draft with { Address = value }),
        DraftField.Line(nameof(Language), draft => draft.Language, (draft, value) => draft with { Language = value }),
        DraftField.Line(
            nameof(LanguageVariant),
            draft => draft.LanguageVariant,
            (draft, value) => draft with { LanguageVariant = value }
        ) with
        {
            IsOfThePost = false,
        },
        new(nameof(TranslationOf), draft => draft.TranslationOf, (draft, sent) => draft with { TranslationOf = Number(sent) }),
        DraftField.Line(nameof(Category), draft => draft.Category, (draft, value) => draft with { Category = value }),
        DraftField.Line(nameof(Tags), draft => draft.Tags, (draft, value) => draft with { Tags = value }),
        DraftField.Text(nameof(Description), draft => draft.Description, (draft, value) => draft with { Description = value }),
        DraftField.Line(nameof(Cover), draft => draft.Cover, (draft, value) => draft with { Cover = value }),
        DraftField.Line(nameof(Series), draft => draft.Series, (draft, value) => draft with { Series = value }),
        new(nameof(SeriesOrder), draft => draft.SeriesOrder, (draft, sent) => draft with { SeriesOrder = Number(sent) }),
        new(
            nameof(Kind),
            draft => draft.Kind,
            (draft, sent) =>
                draft with
                {
                    Kind = Enum.TryParse<PostKind>(sent, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : PostKind.Post,
                }
        ),
        DraftField.Line(nameof(PublishAt), draft => draft.PublishAt, (draft, value) => draft with { PublishAt = value }),
        DraftField.Flag(nameof(Pinned), draft => draft.Pinned, (draft, value) => draft with { Pinned = value }),
        DraftField.Flag(nameof(Hidden), draft => draft.Hidden, (draft, value) => draft with { Hidden = value }),
        DraftField.Flag(nameof(CommentsOpen), draft => draft.CommentsOpen, (draft, value) => draft with { CommentsOpen = value }),
        DraftField.Flag(nameof(Evergreen), draft => draft.Evergreen, (draft, value) => draft with { Evergreen = value }),
        DraftField.Flag(nameof(MinorEdit), draft => draft.MinorEdit, (draft, value) => draft with { MinorEdit = value }) with
        {
            IsOfThePost = false,
        },
        DraftField.Text(nameof(Markdown), draft => draft.Markdown, (draft, value) => draft with { Markdown = value }) with
        {
            IsOfThePost = false,
        },
    ];

    /// <summary>The address; empty to generate one from the title.</summary>
    [MaxLength(PostAddress.MaxLength)]
    public string Address { get; init; } = "";

    /// <summary>Names from the top level down, separated by slashes.</summary>
    [MaxLength(TextLengths.Line)]
    public string Category { get; init; } = "";

    /// <summary>Names separated by <c>,</c>, <c>，</c> or <c>、</c>.</summary>
    [MaxLength(TextLengths.Line)]
    public string Tags { get; init; } = "";

    /// <summary>Publication time in the site's time zone: <c>2026-11-25T08:00</c>; empty for the moment of publishing.</summary>
    [MaxLength(TextLengths.Name)]
    public string PublishAt { get; init; } = "";

    /// <summary>Row id of the post that this one translates; null if it is not a translation.</summary>
    public int? TranslationOf { get; init; }

    /// <summary>Leaves the update time unchanged.</summary>
    public bool MinorEdit { get; init; }

    /// <summary>Reads a submitted form.</summary>
    /// <param name="sent">Returns the value of a field; empty if it was not submitted.</param>
    public static PostDraft Read(Func<string, string> sent) =>
        Fields.Aggregate(new PostDraft(), (draft, field) => field.Enter(draft, sent(field.Name)));

    /// <summary>The first field that exceeds its length limit, by form field name; null if none does.</summary>
    public TooLong? FindTooLong() =>
        Encoding.UTF8.GetByteCount(Markdown) > TextLimits.MaxBytes
            ? new TooLong(nameof(Markdown), TextLimits.MaxBytes)
            : FieldLengths.FindTooLong(this);

    /// <summary>Splits a comma-separated list of tags.</summary>
    public static IReadOnlyList<string> SplitTags(string? typed) =>
        (typed ?? "").Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int? Number(string sent) => int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>A draft field: how it is read from a form, compared and submitted.</summary>
/// <param name="Name">Its name in forms and in the stored JSON.</param>
/// <param name="Get">Its value in a draft.</param>
/// <param name="Enter">Returns the draft with the submitted value; empty if nothing was submitted.</param>
public sealed record DraftField(string Name, Func<PostDraft, object?> Get, Func<PostDraft, string, PostDraft> Enter)
{
    /// <summary>Whether it is metadata of the post; false for the text itself and for options of a single save.</summary>
    public bool IsOfThePost { get; init; } = true;

    /// <summary>Whether it is a checkbox.</summary>
    public bool IsFlag { get; init; }

    /// <summary>The value as a form submits it; empty for none.</summary>
    public string Sent(PostDraft draft) =>
        Get(draft) switch
        {
            bool ticked => ticked ? "true" : "",
            { } value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            null => "",
        };

    /// <summary>Copies the field's value from another draft.</summary>
    public PostDraft Take(PostDraft draft, PostDraft other) => Enter(draft, Sent(other));

    internal static DraftField Line(string name, Func<PostDraft, string> get, Func<PostDraft, string, PostDraft> with) =>
        new(name, get, (draft, sent) => with(draft, sent.ReplaceLineEndings(" ")));

    internal static DraftField Text(string name, Func<PostDraft, string> get, Func<PostDraft, string, PostDraft> with) =>
        new(name, get, (draft, sent) => with(draft, TextLimits.Normalize(sent)));

    internal static DraftField Flag(string name, Func<PostDraft, bool> get, Func<PostDraft, bool, PostDraft> with) =>
        new(name, draft => get(draft), (draft, sent) => with(draft, string.Equals(sent, "true", StringComparison.OrdinalIgnoreCase)))
        {
            IsFlag = true,
        };
}

/// <summary>A field that is longer than <see cref="TextLengths"/> allows.</summary>
/// <param name="Field">Its name in forms: <c>Title</c>.</param>
/// <param name="Limit">In UTF-16 code units; of Markdown in bytes of UTF-8.</param>
public sealed record TooLong(string Field, int Limit)
{
    /// <summary>The part that is too long, in English; null if it is the whole field.</summary>
    public string? Part { get; init; }
}

/// <summary>Reads field length limits from <see cref="MaxLengthAttribute"/>.</summary>
internal static class FieldLengths
{
    /// <summary>The fields of a type with a length limit, in UTF-16 code units.</summary>
    public static IEnumerable<(PropertyInfo Property, int Length)> Of(Type type) =>
        type.GetProperties()
            .Select(property => (property, property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? 0))
            .Where(field => field.Item2 > 0);

    /// <summary>
    /// The first field that is too long, since SQLite does not enforce lengths. The text is checked by the renderer, which reports the
    /// line.
    /// </summary>
    public static TooLong? FindTooLong(object record) =>
        Of(record.GetType())
            .Where(field =>
                field.Property.Name != nameof(PostContent.Markdown) && ((string?)field.Property.GetValue(record))?.Length > field.Length
            )
            .Select(field => new TooLong(field.Property.Name, field.Length))
            .FirstOrDefault();
}
