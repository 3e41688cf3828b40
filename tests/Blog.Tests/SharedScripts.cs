using Blog.Rendering.Scripting;

namespace Blog.Tests;

/// <summary>
/// The embedded scripts, shared by all hosts of the test process: they hold no state between calls, and loading the
/// dictionaries for each host takes more processor time than most tests.
/// </summary>
internal static class SharedScripts
{
    public static CodeHighlighter Highlighter { get; } = new();

    public static FormulaRenderer Formulas { get; } = new();

    public static FormulaDrawer Drawer { get; } = new();

    public static PinyinConverter Pinyin { get; } = new();
}
