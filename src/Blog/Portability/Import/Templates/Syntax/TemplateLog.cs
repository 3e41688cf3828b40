namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Collects what the author should know, each thing once for a text.</summary>
internal sealed class TemplateLog
{
    private const int MaxWarnings = 50;

    private readonly List<(int Line, string Reason)> _warnings = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<(int Line, string Reason)> Warnings => _warnings;

    /// <summary>Names of the tags that nobody knows.</summary>
    public SortedSet<string> UnknownTags { get; } = new(StringComparer.Ordinal);

    /// <summary>Maps the lines of the text that is being converted to those of the source.</summary>
    public Func<int, int> SourceLine { get; set; } = line => line;

    public void Unknown(int line, string name, bool hasText)
    {
        UnknownTags.Add(name);
        Warn(line, hasText ? $"unknown tag '{name}': only its text is kept" : $"unknown tag '{name}': left out");
    }

    /// <summary>Takes over what another log collected.</summary>
    public void Add(TemplateLog other)
    {
        UnknownTags.UnionWith(other.UnknownTags);
        _warnings.AddRange(other.Warnings.Where(warning => _known.Add(warning.Reason)));
    }

    /// <param name="line">1-based line of the text that is being converted, or 0.</param>
    public void Warn(int line, string reason)
    {
        if (_warnings.Count < MaxWarnings && _known.Add(reason))
        {
            _warnings.Add((line > 0 ? SourceLine(line) : 0, reason));
        }
    }
}
