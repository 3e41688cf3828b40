using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Rendering.Text;

namespace Blog.Editor;

/// <summary>
/// The editor's form as it was posted: names are those of <see cref="PostDraft"/>, and nothing is refused here except for its length.
/// </summary>
public sealed record EditForm : DraftForm
{
    /// <summary>Name of the field that says where the text comes from; the page of the connected Git repository sends it too.</summary>
    public const string Repository = "OfRepository";

    /// <summary>The text is that of the connected Git repository, not one that was typed in a window.</summary>
    public bool IsOfRepository { get; init; }

    /// <summary>The Markdown as the page was loaded: the common base of both sides of a conflict.</summary>
    public string Base { get; init; } = "";

    public static EditForm Of(IFormCollection form)
    {
        // A ticked box may be sent together with other fields of its name: one "true" is enough.
        string Sent(string name) =>
            form[name].Any(value => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase))
                ? "true"
                : form[name].FirstOrDefault() ?? "";
        return new EditForm
        {
            Draft = PostDraft.Read(Sent),
            IsOfRepository = Sent(Repository) == "true",
            Seen = EditVersion.Parse(Sent("Stamp")),
            Base = TextLimits.Normalize(form["Base"].FirstOrDefault() ?? ""),
            DraftKey = Sent("DraftKey") is { Length: > 0 } key ? key : null,
            Sequence = long.TryParse(Sent("Sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null,
            TakeOver = Sent("TakeOver") is { Length: > 0 } address ? address : null,
        };
    }
}
