namespace Blog.Portability.Git.Repository;

/// <summary>The files of one commit below the connected folder.</summary>
/// <param name="Files">Ids of their blobs, by path relative to that folder, in order.</param>
/// <param name="Refused">What is left out, with the reason in English.</param>
internal sealed record GitListing(IReadOnlyDictionary<string, string> Files, IReadOnlyList<RefusedFile> Refused);

/// <summary>A file that is left out.</summary>
/// <param name="Blob">Names its content; null for what has none.</param>
internal sealed record RefusedFile(string Path, string Reason, string? Blob);
