namespace Blog.Data.Git;

/// <summary>
/// A file of the repository, and what both sides know of it. Contents are named by the ids of git's blobs. The two sides agree where
/// <see cref="Blob"/> and <see cref="Head"/> are equal.
/// </summary>
public sealed class GitFile
{
    private GitFile() { }

    public GitFile(string path) => Path = path;

    public int Id { get; private set; }

    /// <summary>Relative to the connected folder, with forward slashes.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Row id of its post, which may be gone; null if it is no post.</summary>
    public int? PostId { get; private set; }

    /// <summary>What the repository had when both sides last agreed; null if it did not have it.</summary>
    public string? Blob { get; private set; }

    /// <summary>What the repository should have, as the post is here; null if it should not have the file.</summary>
    public string? Head { get; private set; }

    /// <summary>
    /// The post in the blog's own form, when <see cref="Head"/> was made: what changes from there on is written into the file, which may
    /// have another form. Null if it is not known yet.
    /// </summary>
    public string? Own { get; private set; }

    /// <summary>The version of the post that <see cref="Head"/> stands for.</summary>
    public int Version { get; private set; }

    /// <summary>Hash of that version and of what else a file tells; empty if not known yet.</summary>
    public string Facts { get; private set; } = "";

    /// <summary>
    /// What the repository has and could not be taken: the post was changed here too, or it cannot be read. Null for neither.
    /// </summary>
    public string? Theirs { get; private set; }

    /// <summary>Why it cannot be read, in English; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>1-based line of the problem; 0 if it has none.</summary>
    public int Line { get; private set; }

    /// <summary>Whether both sides changed the same lines.</summary>
    public bool IsConflict => Theirs is not null && Problem is null;

    /// <summary>Whether the repository is to get what is here.</summary>
    public bool IsOutdated => Theirs is null && Head != Blob;

    /// <summary>It belongs to a post that has no file yet.</summary>
    public static GitFile Of(string path, int postId) => new(path) { PostId = postId };

    /// <summary>The post was written as the repository has it.</summary>
    /// <param name="version">Of the post.</param>
    public void Take(int postId, string blob, int version)
    {
        (PostId, Blob, Head, Version) = (postId, blob, blob, version);
        (Own, Facts) = (null, "");
        Settle();
    }

    /// <summary>The post was written with the changes of both sides, which the repository lacks.</summary>
    /// <param name="blob">What the repository has.</param>
    /// <param name="merged">What it should have.</param>
    public void Merge(int postId, string blob, string merged, int version)
    {
        Take(postId, blob, version);
        Head = merged;
    }

    /// <summary>How the post is here.</summary>
    /// <param name="head">What the repository should have; null if it should not have the file.</param>
    /// <param name="own">The post in the blog's own form; null to leave it.</param>
    public void Show(string? head, string? own, int version, string facts) =>
        (Head, Own, Version, Facts) = (head, own ?? Own, version, facts);

    /// <summary>The repository has what it should have.</summary>
    public void Agree(string? blob)
    {
        Blob = blob;
        Settle();
    }

    /// <summary>The repository has something that is no post.</summary>
    public void Ignore(string blob, string? problem, int line)
    {
        (Blob, Head, Theirs) = (blob, blob, null);
        (Problem, Line) = (problem, line);
    }

    /// <summary>The repository has something that waits for a decision, or cannot be read.</summary>
    public void Wait(string theirs, string? problem, int line) => (Theirs, Problem, Line) = (theirs, problem, line);

    /// <summary>The file was renamed there.</summary>
    public void Move(string path) => Path = path;

    /// <summary>A file that its post has left: it goes with the next commit.</summary>
    public static GitFile Left(string path, string blob) => new(path) { Blob = blob };

    /// <summary>The post gets another file, which the repository does not have yet.</summary>
    public void MoveHere(string path) => (Path, Blob) = (path, null);

    /// <summary>The owner keeps what is here: their change counts as seen.</summary>
    public void KeepOurs()
    {
        Blob = Theirs ?? Blob;
        Settle();
    }

    /// <summary>The owner takes what is there: what is here counts as seen, and stays in the history.</summary>
    public void TakeTheirs()
    {
        Blob = Head;
        Settle();
    }

    private void Settle() => (Theirs, Problem, Line) = (null, null, 0);
}

/// <summary>The file that a post is written from, noted in the same write.</summary>
/// <param name="Path">Relative to the connected folder.</param>
/// <param name="Blob">What the repository has.</param>
/// <param name="Merged">What it should have, if the post has changes of both sides; null otherwise.</param>
/// <param name="Version">The version of the post that the file was compared with: no other is written over. Null for a new post.</param>
public sealed record GitSource(string Path, string Blob, string? Merged = null, int? Version = null);
