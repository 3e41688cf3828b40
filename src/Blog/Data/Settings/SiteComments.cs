using System.Text.Json.Serialization;

namespace Blog.Data.Settings;

/// <summary>Comments of readers. A blog from before this setting has none until its owner wants them.</summary>
public sealed record SiteComments
{
    /// <summary>The most days of <see cref="CloseAfterDays"/>.</summary>
    public const int MostDays = 3_650;

    /// <summary>Whether comments are shown and can be written; a post can be closed for new ones.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// Whether the site takes nothing from readers at all, as sites of persons have to be that are registered in mainland China: no
    /// comment, form or trace of one, whatever the other settings say.
    /// </summary>
    public bool NonInteractive { get; init; }

    /// <summary>Whether comments are shown.</summary>
    [JsonIgnore]
    public bool AreShown => Enabled && !NonInteractive;

    /// <summary>Whether writers may name a website.</summary>
    public bool AsksWebsite { get; init; }

    /// <summary>Days after its publication on which a post takes no more comments; 0 for never.</summary>
    public int CloseAfterDays { get; init; }

    /// <summary>Whether the newest thread stands first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Whether a comment waits that has hardly a letter in the script of the post's language.</summary>
    public bool ChecksScript { get; init; }

    /// <summary>Whether a post takes comments that its author has not closed.</summary>
    /// <param name="publishedAt">When the post was published.</param>
    public bool IsOpen(DateTimeOffset? publishedAt, DateTimeOffset now) =>
        AreShown && (CloseAfterDays == 0 || publishedAt?.AddDays(CloseAfterDays) > now);

    /// <summary>What a new blog begins with.</summary>
    public static SiteComments OfNewBlog { get; } = new() { Enabled = true };
}
