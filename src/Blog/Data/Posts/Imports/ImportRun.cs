namespace Blog.Data.Posts.Imports;

/// <summary>One import: where from, how far it came, and its report.</summary>
public sealed class ImportRun
{
    private ImportRun() { }

    /// <summary>Begins a run.</summary>
    /// <param name="source">What is imported, as people know it: a path, or the name of an uploaded archive.</param>
    /// <param name="options">How, as JSON; null for a command, whose options nobody needs again.</param>
    /// <param name="at">Now.</param>
    public ImportRun(string source, string? options, DateTimeOffset at)
    {
        (Source, Options, StartedAt) = (source, options, at);
    }

    public int Id { get; private set; }

    public string Source { get; private set; } = "";

    public string? Options { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When its state last changed.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    public ImportRunState State { get; private set; }

    /// <summary>The latest report as JSON: of the dry run, the import, or the undo. Null before the first.</summary>
    public string? Report { get; private set; }

    /// <summary>Why it failed, in English; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Row id of the newest tag when the import began: an undo removes later ones that nothing uses.</summary>
    public int LastTagId { get; private set; }

    /// <summary>The same for categories.</summary>
    public int LastCategoryId { get; private set; }

    /// <summary>Begins to write, or goes on with a run that was interrupted.</summary>
    public void Run(int lastTagId, int lastCategoryId, DateTimeOffset at)
    {
        if (State is not (ImportRunState.Running or ImportRunState.Failed))
        {
            (LastTagId, LastCategoryId) = (lastTagId, lastCategoryId);
        }

        (State, Failure, ChangedAt) = (ImportRunState.Running, null, at);
    }

    /// <summary>Ends a stage.</summary>
    /// <param name="state">What was reached.</param>
    /// <param name="report">Its report as JSON.</param>
    public void Reach(ImportRunState state, string report, DateTimeOffset at) =>
        (State, Report, Failure, ChangedAt) = (state, report, null, at);

    /// <summary>
    /// Ends a stage that could not be finished. What an import wrote stays, and is taken back by an undo; a dry run wrote nothing.
    /// </summary>
    /// <param name="reason">In English.</param>
    public void Fail(string reason, DateTimeOffset at) =>
        (State, Failure, ChangedAt) = (State == ImportRunState.Checking ? State : ImportRunState.Failed, reason, at);
}

/// <summary>How far an import came.</summary>
public enum ImportRunState
{
    /// <summary>The dry run is not finished, or failed.</summary>
    Checking,

    /// <summary>The dry run is finished; nothing was written.</summary>
    Checked,

    /// <summary>It is writing, or was interrupted while it did: the next run of the same source goes on.</summary>
    Running,

    Done,

    /// <summary>It ended before its end.</summary>
    Failed,

    Undone,
}
