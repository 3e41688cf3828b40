using Blog.Rendering.Scripting;

namespace Blog.Tests;

/// <summary>
/// What calls the embedded scripts, shared by all hosts of the test process: it keeps nothing of one call for the next, and loading the
/// dictionaries anew for each host takes more processor time than most tests.
/// </summary>
internal static class SharedScripts
{
    public static CodeHighlighter Highlighter { get; } = new();

    public static FormulaRenderer Formulas { get; } = new();

    public static PinyinConverter Pinyin { get; } = new();
}
