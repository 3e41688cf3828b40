namespace Blog.Data.Posts;

/// <summary>
/// What a page knew of a post when its text was loaded: opaque to the browser that carries it. Text that rests on another state than the
/// stored one is a conflict, and overwrites nothing.
/// </summary>
/// <param name="PostVersion"><see cref="Post.Version"/> that the text grew from.</param>
/// <param name="PendingVersion"><see cref="PendingEdit.Version"/>; 0 where there was no pending edit.</param>
/// <param name="EditStarted">Unix milliseconds of <see cref="PendingEdit.StartedAt"/>, which tells a pending edit from a later one of the same version; 0 for none.</param>
/// <param name="Translation">The counterpart that was stored: only another one is the writer's wish.</param>
public sealed record EditVersion(int PostVersion, int PendingVersion, long EditStarted, int? Translation)
{
    /// <summary>The state of a post and its pending edit now.</summary>
    public static EditVersion Of(Post post, PendingEdit? edit, int? translation) =>
        new(edit?.PostVersion ?? post.Version, edit?.Version ?? 0, edit?.StartedAt.ToUnixTimeMilliseconds() ?? 0, translation);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is none, as of a post that is not yet stored.</summary>
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

    /// <summary>Whether both saw the same pending edit, or none.</summary>
    public bool SeesEditOf(EditVersion other) => PendingVersion == other.PendingVersion && EditStarted == other.EditStarted;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PostVersion}.{PendingVersion}.{EditStarted}.{Translation}");
}
