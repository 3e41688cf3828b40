namespace Blog.Portability.Export;

/// <summary>
/// What an export holds. Without a flag it is what readers can see, so that it may lie where everyone sees it; never secrets, password
/// hashes, network addresses or revisions.
/// </summary>
/// <param name="Folder">Where to write it.</param>
public sealed record ExportRequest(string Folder)
{
    public bool Drafts { get; init; }

    public bool Scheduled { get; init; }

    public bool Trash { get; init; }

    /// <summary>
    /// Everything: also comments that readers do not see, the e-mail addresses of those who wrote comments, and images that no post uses.
    /// </summary>
    public bool All { get; init; }
}

/// <summary>How far an export is.</summary>
/// <param name="Done">Posts and images so far.</param>
/// <param name="Total">Of so many.</param>
public sealed record ExportProgress(int Done, int Total);

/// <summary>What an export wrote.</summary>
/// <param name="Written">Files that were new or differed.</param>
/// <param name="Removed">Files of an earlier export that are no longer part of it.</param>
/// <param name="Files">All files.</param>
public sealed record ExportReport(int Posts, int Images, int Comments, int Files, int Written, int Removed)
{
    /// <summary>What could not be exported as it is, in English, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
