namespace Blog.Operations.Checks;

/// <summary>A part of a blog that can be checked.</summary>
internal interface ICheck
{
    /// <summary>The name of the part, at the beginning of each line.</summary>
    public string Name { get; }

    /// <summary>Checks it.</summary>
    /// <param name="repair">Whether derived data is generated again.</param>
    public Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken);
}

/// <summary>The result for a part.</summary>
/// <param name="Fine">What was found in order, in one line.</param>
internal sealed record CheckResult(string Fine)
{
    public List<string> Errors { get; } = [];

    /// <summary>What an author may want to know, and is not an error of the blog.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What was wrong and has been repaired.</summary>
    public List<string> Repairs { get; } = [];
}
