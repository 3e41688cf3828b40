using System.Diagnostics;
using System.Globalization;
using Blog.Accounts.Passwords;
using Blog.Editor.Diff;
using Blog.Rendering.FrontMatters;
using Blog.Rendering.Scripting;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: processing untrusted text takes time in proportion to its length, even if the text is made to be slow. Twice as much may cost
/// at
/// most three times as much; a cost that grows with the square would be four times.
/// </summary>
internal static class BudgetBenchmark
{
    private const int Rounds = 7;
    private const double Allowed = 3;

    private static readonly FormulaRenderer Formulas = new();

    public static int Run()
    {
        (string Name, int Size, Action<int> Work)[] cases =
        [
            (
                "password rules, a long personal value",
                20_000,
                size => PasswordPolicy.Check(string.Concat(Enumerable.Repeat("1a", 64)), new string('1', size))
            ),
            ("comparison, one long line of few signs", 150_000, size => Compare(Few(size, "*_`，", 1), Few(size, "*_`，", 2))),
            ("comparison, lines of few kinds", 130_000, size => Compare(Few(size, "a\nb\n", 1), Few(size, "a\nb\n", 2))),
            ("comparison, combining marks", 131_072, size => Compare("a" + new string('\u0301', size), "b" + new string('\u0302', size))),
            ("front matter, brackets", 50_000, size => FrontMatter.Read("---\na: " + new string('[', size) + "\n---\n")),
            (
                "front matter, hyphens",
                50_000,
                size => FrontMatter.Read("---\na:\n" + string.Concat(Enumerable.Repeat("- ", size)) + "x\n---\n")
            ),
            (
                "front matter, keys",
                5_000,
                size => FrontMatter.Read("---\n" + string.Concat(Enumerable.Range(0, size).Select(i => $"k{i}: v\n")) + "---\n")
            ),
            ("formulas, braces", 2_000, size => Formulas.Render(new string('{', size), display: true)),
            ("formulas, powers", 1_000, size => Formulas.Render(string.Concat(Enumerable.Repeat("x^", size)), display: true)),
        ];
        var broken = 0;
        foreach (var (name, size, work) in cases)
        {
            var (once, twice) = (Fastest(() => work(size)), Fastest(() => work(2 * size)));
            var ratio = twice / once;
            broken += ratio <= Allowed ? 0 : 1;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -40} {once.TotalMilliseconds, 9:F2} ms, twice as much {twice.TotalMilliseconds, 9:F2} ms   ratio {ratio:F2}"
                )
            );
        }

        return broken == 0 ? 0 : 1;
    }

    private static TimeSpan Fastest(Action work)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        return fastest;
    }

    private static void Compare(string before, string after) => TextComparison.Of(before, after);

    private static string Few(int count, string alphabet, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }
}
