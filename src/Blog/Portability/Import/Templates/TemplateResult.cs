namespace Blog.Portability.Import.Templates;

/// <summary>A text without the tags of its generator.</summary>
/// <param name="Markdown">The text.</param>
public sealed record TemplateResult(string Markdown)
{
    public IReadOnlyList<TemplateWarning> Warnings { get; init; } = [];

    /// <summary>Names of the tags that nobody knows, in order.</summary>
    public IReadOnlyList<string> UnknownTags { get; init; } = [];

    /// <summary>The 1-based line of the source for one of the text.</summary>
    public Func<int, int> SourceLine { get; init; } = line => line;
}

/// <summary>What an author should know about a tag.</summary>
/// <param name="Line">1-based line of the source, or 0.</param>
/// <param name="Reason">In English, for the import report.</param>
public sealed record TemplateWarning(int Line, string Reason);
