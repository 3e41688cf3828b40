using System.ComponentModel.DataAnnotations;
using Blog.Data.Settings;

namespace Blog.Admin.Settings;

/// <summary>Comments of readers, as form fields.</summary>
public sealed class CommentsInput
{
    public bool Enabled { get; set; }

    public bool NonInteractive { get; set; }

    public bool AsksWebsite { get; set; }

    public bool NewestFirst { get; set; }

    public bool ChecksScript { get; set; }

    /// <summary>Days after which a post takes no more comments; 0 for never.</summary>
    [Required, Range(0, SiteComments.MostDays)]
    public int? CloseAfterDays { get; set; }

    internal static CommentsInput Of(SiteComments comments) =>
        new()
        {
            Enabled = comments.Enabled,
            NonInteractive = comments.NonInteractive,
            AsksWebsite = comments.AsksWebsite,
            NewestFirst = comments.NewestFirst,
            ChecksScript = comments.ChecksScript,
            CloseAfterDays = comments.CloseAfterDays,
        };

    /// <summary>The settings that the form means.</summary>
    /// <param name="earlier">The settings before: those that the form does not have stay.</param>
    internal SiteComments Read(SiteComments earlier) =>
        earlier with
        {
            Enabled = Enabled,
            NonInteractive = NonInteractive,
            AsksWebsite = AsksWebsite,
            NewestFirst = NewestFirst,
            ChecksScript = ChecksScript,
            CloseAfterDays = CloseAfterDays!.Value,
        };

    /// <summary>The settings that two people may have changed differently.</summary>
    internal static IEnumerable<SettingsField> Fields(SettingsTexts words, CommentSettingTexts comments)
    {
        yield return Flag("Enabled", comments.Enabled, f => f.Enabled, (to, from) => to.Enabled = from.Enabled);
        yield return Flag(
            "NonInteractive",
            comments.NonInteractive,
            f => f.NonInteractive,
            (to, from) => to.NonInteractive = from.NonInteractive
        );
        yield return Flag("AsksWebsite", comments.AsksWebsite, f => f.AsksWebsite, (to, from) => to.AsksWebsite = from.AsksWebsite);
        yield return Flag("NewestFirst", comments.NewestFirst, f => f.NewestFirst, (to, from) => to.NewestFirst = from.NewestFirst);
        yield return Flag("ChecksScript", comments.ChecksScript, f => f.ChecksScript, (to, from) => to.ChecksScript = from.ChecksScript);
        yield return new(
            "Comments.CloseAfterDays",
            comments.CloseAfterDays,
            null,
            f => f.Comments.CloseAfterDays?.ToString(CultureInfo.InvariantCulture) ?? "",
            (to, from) => to.Comments.CloseAfterDays = from.Comments.CloseAfterDays
        );

        SettingsField Flag(string key, string label, Func<CommentsInput, bool> show, Action<CommentsInput, CommentsInput> copy) =>
            new(
                "Comments." + key,
                label,
                null,
                f => show(f.Comments) ? words.Yes : words.No,
                (to, from) => copy(to.Comments, from.Comments)
            );
    }
}
