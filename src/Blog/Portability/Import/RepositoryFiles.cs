namespace Blog.Portability.Import;

/// <summary>The files of a repository that the blog is kept in step with: the folder is a copy of it.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Files">Those that may be posts, by their path relative to the folder.</param>
public sealed record RepositoryFiles(string Name, IReadOnlyDictionary<string, RepositoryFile> Files)
{
    /// <summary>The reason where a post was changed here while its file was taken: it is compared again.</summary>
    public const string ChangedMeanwhile = "was changed here in the same moment";

    /// <summary>Ids of the images here: a text that names one by its address here leaves it.</summary>
    public required IReadOnlySet<string> Media { get; init; }
}

/// <summary>A file of a repository.</summary>
/// <param name="Blob">Names its content there.</param>
/// <param name="PostId">Row id of the post that it is; null if it is not known.</param>
/// <param name="IsWanted">Whether the post is to become what the file says; the others are only linked to.</param>
/// <param name="Merged">Names its content here, if it holds changes of both sides; null if it is what the repository has.</param>
/// <param name="Version">The version of the post that it was compared with; null if it was not.</param>
public sealed record RepositoryFile(string Blob, int? PostId, bool IsWanted, string? Merged = null, int? Version = null);
