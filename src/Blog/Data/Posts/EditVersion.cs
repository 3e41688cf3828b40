namespace Blog.Data.Posts;

/// <summary>
/// The state of a post when an editor page loaded it; opaque to the browser. Text based on a state other than the stored one is a conflict
/// and overwrites nothing.
/// </summary>
/// <param name="PostVersion"><see cref="Post.Version"/> that the text is based on.</param>
/// <param name="PendingVersion"><see cref="PendingEdit.Version"/>; 0 if there was no pending edit.</param>
/// <param name="EditStarted">Unix milliseconds of <see cref="PendingEdit.StartedAt"/>, which distinguishes a pending edit from a later one
/// with the same version; 0 for none.</param>
/// <param name="Translation">The stored counterpart; only a different submitted value counts as a change.</param>
public sealed record EditVersion(int PostVersion, int PendingVersion, long EditStarted, int? Translation)
{
    /// <summary>The current state of a post and its pending edit.</summary>
    public static EditVersion Of(Post post, PendingEdit? edit, int? translation) =>
        new(edit?.PostVersion ?? post.Version, edit?.Version ?? 0, edit?.StartedAt.ToUnixTimeMilliseconds() ?? 0, translation);

    /// <summary>Parses the output of <see cref="ToString"/>; null if invalid or empty, as for a post that is not stored yet.</summary>
    public static EditVersion? Parse(string? text)
    {
        var parts = (text ?? "").Split('.');
        return
            parts.Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var post)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var edit)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            && (parts[3].Length == 0 | int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var translation))
            ? new EditVersion(post, edit, started, parts[3].Length == 0 ? null : translation)
            : null;
    }

    /// <summary>Whether both refer to the same pending edit, or to none.</summary>
    public bool SeesEditOf(EditVersion other) => PendingVersion == other.PendingVersion && EditStarted == other.EditStarted;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PostVersion}.{PendingVersion}.{EditStarted}.{Translation}");
}
