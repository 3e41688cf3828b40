using System.Text;
using Blog.Data.Posts.Files;
using Blog.Portability.Git.Repository;

namespace Blog.Portability.Git.Files;

/// <summary>
/// Writes what changed in a post into a file of another form: everything else stays to the byte, the order and comments of its front
/// matter, its tags and line endings.
/// </summary>
internal static class FileOverlay
{
    private static readonly PostFileConventions Utc = new(TimeZoneInfo.Utc);

    /// <summary>The file with the changes.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="file">The file so far.</param>
    /// <param name="before">The post in the blog's own form, as the file had it.</param>
    /// <param name="after">The post in that form now.</param>
    /// <returns>The whole file in the blog's own form where its own cannot be kept.</returns>
    public static string Apply(GitClone clone, string path, string file, string before, string after)
    {
        if (file == before)
        {
            return after;
        }

        var isWindows = file.Contains("\r\n", StringComparison.Ordinal);
        var mark = file.StartsWith('\uFEFF') ? "\uFEFF" : "";
        var (theirs, old, now) = (
            FileParts.Of(file[mark.Length..].Replace("\r\n", "\n", StringComparison.Ordinal)),
            FileParts.Of(before),
            FileParts.Of(after)
        );
        if (theirs is null || old is null || now is null || HeadOf(theirs, old, now) is not { } head)
        {
            return after;
        }

        var text = head + theirs.Gap + BodyOf(clone, theirs.Body, old.Body, now.Body);
        text = mark + (isWindows ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
        return Says(path, text, after) ? text : after;
    }

    private static string? HeadOf(FileParts theirs, FileParts old, FileParts now)
    {
        var changes = FieldBlocks.Changes(old.Fields, now.Fields);
        return changes.Count == 0 ? theirs.Head
            : !theirs.IsYaml || changes.Any(change => change.Key == "verbatim") ? null
            : $"---\n{FieldBlocks.Apply(theirs.Fields, changes)}---\n";
    }

    private static string BodyOf(GitClone clone, string theirs, string old, string now)
    {
        if (old == now)
        {
            return theirs;
        }

        if (theirs == old)
        {
            return now;
        }

        // Where a changed line is one that was converted here, the line as it is here wins: its author has just written it.
        var merged = clone.Merge(clone.Write(old), clone.Write(now), clone.Write(theirs), oursWin: true);
        return merged is null ? now : Encoding.UTF8.GetString(clone.Read(merged)!);
    }

    /// <summary>Whether a file says of the post what it has to say.</summary>
    private static bool Says(string path, string text, string wanted)
    {
        var one = PostFileReader.Read(PostFilePath.Of(path), Encoding.UTF8.GetBytes(text), Utc).Post;
        var other = PostFileReader.Read(PostFilePath.Of("post.md"), Encoding.UTF8.GetBytes(wanted), Utc).Post;
        return one is not null && other is not null && (one.Title, one.IsDraft, one.IsPage) == (other.Title, other.IsDraft, other.IsPage);
    }
}
