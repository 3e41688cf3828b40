namespace Blog.Operations.Checks;

/// <summary>A part of a blog that can be checked.</summary>
internal interface ICheck
{
    /// <summary>What is checked, as a line begins.</summary>
    public string Name { get; }

    /// <summary>Checks it.</summary>
    /// <param name="repair">Whether what can be made again from the rest is made again.</param>
    public Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken);
}

/// <summary>How a part stands.</summary>
/// <param name="Fine">What was found in order, in a line.</param>
internal sealed record CheckResult(string Fine)
{
    public List<string> Faults { get; } = [];

    /// <summary>What an author may want to know, and is no fault of the blog.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What was wrong and is repaired.</summary>
    public List<string> Repairs { get; } = [];
}
