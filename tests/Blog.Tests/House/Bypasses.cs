using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>Finds source files that write posts without <c>PostWriter</c>, or the database without <c>WriteAsync</c>.</summary>
internal static partial class Bypasses
{
    /// <summary>Where posts, revisions and pending edits are written.</summary>
    private const string Writers = "Data/Posts/Writing/";

    /// <summary>The only file that creates revisions, so that it alone decides when one is due.</summary>
    private const string Policy = Writers + "RevisionPolicy.cs";

    /// <summary>Files that may use the write gate, and why.</summary>
    private static readonly Dictionary<string, string> Gate = new(StringComparer.Ordinal)
    {
        ["Data/BlogDb.cs"] = "runs every write in it",
        ["Data/DataSetup.cs"] = "registers it",
        ["Data/Media/Library/MediaLibrary.cs"] = "deletes files within the write that deleted their rows",
        ["Storage/Database/WriteGate.cs"] = "declares it",
        ["Storage/Database/DatabaseChangeMonitor.cs"] = "is notified of every write",
        ["Data/Startup/DesignTimeBlogDb.cs"] = "creates a context at design time",
        ["Operations/Health/HealthChecker.cs"] = "reports how long writers wait",
        ["Operations/Metrics/Gauges.cs"] = "measures how many writers wait",
        ["Operations/Status/Status.cshtml.cs"] = "shows how many writers wait",
        ["Operations/Maintenance/DatabaseMaintenance.cs"] = "optimizes the file, which is no write of rows",
    };

    /// <summary>Bypasses in a set of sources: path relative to <c>src/Blog</c>, and text.</summary>
    public static IEnumerable<string> In(IEnumerable<(string Path, string Text)> sources)
    {
        foreach (var (path, text) in sources.Where(source => !source.Path.StartsWith("Data/Migrations/", StringComparison.Ordinal)))
        {
            var code = Comments().Replace(text, " ");
            var isWriter = path.StartsWith(Writers, StringComparison.Ordinal);
            var found = new (bool IsForbidden, Regex Pattern, string What)[]
            {
                (path != Policy, NewRevision(), "creates a revision"),
                (!isWriter, NewPendingEdit(), "creates a pending edit"),
                (!isWriter, Change(), "adds or removes rows of posts"),
                (!isWriter, Statement(), "changes rows of posts with ExecuteUpdate or ExecuteDelete"),
                (!isWriter, Sql(), "changes rows of posts by SQL"),
                (!isWriter, Verb(), "calls a method that changes a post"),
                (path != "Data/BlogDb.cs", Transaction(), "begins a transaction"),
                (!Gate.ContainsKey(path), GateType(), "uses the write gate"),
            };
            foreach (var (_, pattern, what) in found.Where(rule => rule.IsForbidden && rule.Pattern.IsMatch(code)))
            {
                yield return $"{path}: {what} ({pattern.Match(code).Value.ReplaceLineEndings(" ").Trim()})";
            }
        }
    }

    /// <summary>Listed exceptions that no longer use the gate and must be removed.</summary>
    public static IEnumerable<string> IdleExceptions(IReadOnlyList<(string Path, string Text)> sources) =>
        Gate.Keys.Where(path => !sources.Any(source => source.Path == path && GateType().IsMatch(source.Text)));

    [GeneratedRegex(@"\bnew\s+(?:[\w.]+\.)?Revision\s*[({]", RegexOptions.NonBacktracking)]
    private static partial Regex NewRevision();

    [GeneratedRegex(@"\bnew\s+(?:[\w.]+\.)?PendingEdit\s*[({]", RegexOptions.NonBacktracking)]
    private static partial Regex NewPendingEdit();

    [GeneratedRegex(
        @"(?:\.\s*(?:Posts|Revisions|PendingEdits)|Set<(?:[\w.]+\.)?(?:Post|Revision|PendingEdit)>\(\))"
            + @"\s*\.\s*(?:Add|AddAsync|AddRange|AddRangeAsync|Attach|AttachRange|Remove|RemoveRange|Update|UpdateRange)\s*\(",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Change();

    /// <summary>Within one statement; a subquery on another table comes before <c>Execute</c> too, so the first table decides.</summary>
    [GeneratedRegex(
        @"(?:^|[;{}=>(]|\breturn\b|\bawait\b)\s*\w+\s*\.\s*(?:Posts|Revisions|PendingEdits)\b"
            + @"[^;]*?\.\s*Execute(?:Update|Delete)(?:Async)?\s*\(",
        RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE(?:\s+OR\s+\w+)?)\s+"
            + @"(?:\\?"")?(?:Posts|Revisions|PendingEdits)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Sql();

    /// <summary>Methods of a post whose names no other type has.</summary>
    [GeneratedRegex(
        @"\bpost\s*\.\s*(?:Revise|Show|Publish|Unpublish|Discard|Restore|MarkUpdated|MoveTo|"
            + @"PlanFor|Refile|BeganOn|CameFrom|BelongTo|Carry)\s*\(",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b(?:BeginTransaction(?:Async)?|UseTransaction(?:Async)?)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Transaction();

    [GeneratedRegex(@"\bWriteGate\b", RegexOptions.NonBacktracking)]
    private static partial Regex GateType();

    [GeneratedRegex(@"//[^\n]*|/\*(?:[^*]|\*[^/])*\*/|@\*(?:[^*]|\*[^@])*\*@", RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
