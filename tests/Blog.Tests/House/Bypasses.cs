using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>Reads the sources of the house and says where posts are written past their writer, or the database past <c>WriteAsync</c>.</summary>
internal static partial class Bypasses
{
    /// <summary>Where posts, revisions and pending edits are written.</summary>
    private const string Writers = "Data/Posts/Writing/";

    /// <summary>The only file that makes revisions, so that it alone decides when one is due.</summary>
    private const string Policy = Writers + "RevisionPolicy.cs";

    /// <summary>Who may know the gate beside the database itself, and why.</summary>
    private static readonly Dictionary<string, string> Gate = new(StringComparer.Ordinal)
    {
        ["Data/BlogDb.cs"] = "holds its turns",
        ["Data/DataSetup.cs"] = "registers it",
        ["Data/MediaLibrary.cs"] = "removes files in the turn in which their rows went",
        ["Data/Storage/WriteGate.cs"] = "is it",
        ["Data/Storage/ChangeWatch.cs"] = "hears when it was passed",
        ["Data/Storage/DesignTimeBlogDb.cs"] = "makes a database without program",
        ["Operations/Health/Checkup.cs"] = "looks how long writers wait",
        ["Operations/Metrics/Gauges.cs"] = "measures how many writers wait",
        ["Operations/Status/Status.cshtml.cs"] = "shows how many writers wait",
        ["Operations/Upkeep/DatabaseUpkeep.cs"] = "optimizes the file, which is no write of rows",
    };

    /// <summary>By-passes in a set of sources: path relative to <c>src/Blog</c>, and text.</summary>
    public static IEnumerable<string> In(IEnumerable<(string Path, string Text)> sources)
    {
        foreach (var (path, text) in sources.Where(source => !source.Path.StartsWith("Data/Migrations/", StringComparison.Ordinal)))
        {
            var code = Comments().Replace(text, " ");
            var isWriter = path.StartsWith(Writers, StringComparison.Ordinal);
            var found = new (bool IsForbidden, Regex Pattern, string What)[]
            {
                (path != Policy, NewRevision(), "makes a revision"),
                (!isWriter, NewPendingEdit(), "makes a pending edit"),
                (!isWriter, Change(), "adds or removes rows of posts"),
                (!isWriter, Statement(), "changes rows of posts by a statement"),
                (!isWriter, Sql(), "changes rows of posts by SQL"),
                (!isWriter, Verb(), "calls a verb of a post"),
                (path != "Data/BlogDb.cs", Transaction(), "begins a transaction by hand"),
                (!Gate.ContainsKey(path), GateType(), "takes the gate by hand"),
            };
            foreach (var (_, pattern, what) in found.Where(rule => rule.IsForbidden && rule.Pattern.IsMatch(code)))
            {
                yield return $"{path}: {what} ({pattern.Match(code).Value.ReplaceLineEndings(" ").Trim()})";
            }
        }
    }

    /// <summary>Exceptions that no longer name the gate: a list of them must not outlive its reasons.</summary>
    public static IEnumerable<string> IdleExceptions(IReadOnlyList<(string Path, string Text)> sources) =>
        Gate.Keys.Where(path => !sources.Any(source => source.Path == path && GateType().IsMatch(source.Text)));

    [GeneratedRegex(@"\bnew\s+(?:[\w.]+\.)?Revision\s*[({]", RegexOptions.NonBacktracking)]
    private static partial Regex NewRevision();

    [GeneratedRegex(@"\bnew\s+(?:[\w.]+\.)?PendingEdit\s*[({]", RegexOptions.NonBacktracking)]
    private static partial Regex NewPendingEdit();

    [GeneratedRegex(
        @"(?:\.\s*(?:Posts|Revisions|PendingEdits)|Set<(?:[\w.]+\.)?(?:Post|Revision|PendingEdit)>\(\))\s*\.\s*(?:Add|AddAsync|AddRange|AddRangeAsync|Attach|AttachRange|Remove|RemoveRange|Update|UpdateRange)\s*\(",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Change();

    /// <summary>Within one statement; what stands in an inner query of another table comes before <c>Execute</c> too, so the first table decides.</summary>
    [GeneratedRegex(
        @"(?:^|[;{}=>(]|\breturn\b|\bawait\b)\s*\w+\s*\.\s*(?:Posts|Revisions|PendingEdits)\b[^;]*?\.\s*Execute(?:Update|Delete)(?:Async)?\s*\(",
        RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE(?:\s+OR\s+\w+)?)\s+(?:\\?"")?(?:Posts|Revisions|PendingEdits)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Sql();

    /// <summary>Verbs whose names nothing else in the house has.</summary>
    [GeneratedRegex(
        @"\bpost\s*\.\s*(?:Revise|Show|Publish|Unpublish|Discard|Restore|MarkUpdated|MoveTo|PlanFor|Refile|BeganOn|CameFrom|BelongTo|Carry)\s*\(",
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
