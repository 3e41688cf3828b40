using System.Text;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Rendering;

namespace Blog.Authoring.Editing;

/// <summary>What the editor's form sends, as it came: names are those of <see cref="Writing"/>, and nothing is refused here but by its length.</summary>
public sealed record EditForm
{
    /// <summary>What was typed.</summary>
    public Writing Text { get; init; } = new();

    /// <summary>The state that the page was loaded from; null for a new post.</summary>
    public EditStamp? Seen { get; init; }

    /// <summary>The Markdown as the page was loaded: what both sides of a conflict grew from.</summary>
    public string Base { get; init; } = "";

    /// <summary>The open page; null where it did not say.</summary>
    public string? PageKey { get; init; }

    /// <summary>Reads a form.</summary>
    public static EditForm Of(IFormCollection form)
    {
        string Field(string name) => form[name].FirstOrDefault() ?? "";
        string Line(string name) => Field(name).ReplaceLineEndings(" ");
        bool Ticked(string name) => form[name].Any(value => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
        return new EditForm
        {
            Text = new Writing
            {
                Title = Line("Title"),
                Markdown = TextLimits.Normalize(Field("Markdown")),
                Language = Line("Language"),
                Kind = Enum.TryParse<PostKind>(Field("Kind"), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : PostKind.Post,
                Address = Line("Address"),
                Category = Line("Category"),
                Tags = Line("Tags"),
                Description = TextLimits.Normalize(Field("Description")),
                Cover = Line("Cover"),
                Series = Line("Series"),
                PublishAt = Line("PublishAt"),
                TranslationOf = int.TryParse(Field("TranslationOf"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
                Pinned = Ticked("Pinned"),
                Hidden = Ticked("Hidden"),
                CommentsOpen = Ticked("CommentsOpen"),
                Evergreen = Ticked("Evergreen"),
                MinorEdit = Ticked("MinorEdit"),
            },
            Seen = EditStamp.Parse(Field("Stamp")),
            Base = TextLimits.Normalize(Field("Base")),
            PageKey = Field("DraftKey") is { Length: > 0 } key ? key : null,
        };
    }

    /// <summary>The first field that is longer than it may be, by its name in the form; null where none is.</summary>
    public TooLong? FindTooLong()
    {
        TooLong? Check(string field, string value, int limit) => value.Length > limit ? new TooLong(field, limit) : null;
        return Check("Title", Text.Title, TextLengths.Title)
            ?? (Text.Markdown.Length > TextLimits.MaxBytes || Encoding.UTF8.GetByteCount(Text.Markdown) > TextLimits.MaxBytes ? new TooLong("Markdown", TextLimits.MaxBytes) : null)
            ?? Check("Language", Text.Language, TextLengths.Name)
            ?? Check("Address", Text.Address, PostAddress.MaxLength)
            ?? Check("Category", Text.Category, TextLengths.Line)
            ?? Check("Tags", Text.Tags, TextLengths.Line)
            ?? Check("Description", Text.Description, TextLengths.Line)
            ?? Check("Cover", Text.Cover, TextLengths.Line)
            ?? Check("Series", Text.Series, TextLengths.Title)
            ?? Check("PublishAt", Text.PublishAt, TextLengths.Name)
            ?? Check("DraftKey", PageKey ?? "", TextLengths.Name);
    }
}
