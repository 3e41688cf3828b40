using Blog.Data.Git;

namespace Blog.Portability.Git.Sync;

/// <summary>What becomes of a file that the repository has.</summary>
internal enum FileDecision
{
    /// <summary>Both sides agree, or it waits already.</summary>
    Nothing,

    /// <summary>Both sides made the same change.</summary>
    Agree,

    /// <summary>The post becomes what the file says.</summary>
    Take,

    /// <summary>Both sides changed it.</summary>
    Merge,

    /// <summary>It is not known: a new post, or no post at all.</summary>
    Find,
}

/// <summary>Compares the two sides of a file with what they last agreed on.</summary>
internal static class FileDecisions
{
    /// <param name="row">What is known of the file; null if it is new.</param>
    /// <param name="theirs">Id of the blob that the repository has.</param>
    public static FileDecision Of(GitFile? row, string theirs) =>
        row is null ? FileDecision.Find
        : row.Blob == theirs ? FileDecision.Nothing
        : row is { Problem: not null } && row.Theirs == theirs ? FileDecision.Nothing // it cannot be read until it changes
        : row.PostId is null ? FileDecision.Find
        : row.Head == theirs ? FileDecision.Agree
        : row.Head == row.Blob ? FileDecision.Take
        : FileDecision.Merge;
}
