using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>House rule: tests pass on any machine. None waits for a fixed time, and none asserts time or process memory.</summary>
public sealed partial class TestTimingTests
{
    /// <summary>The helper that waits, and the tests whose subject is time or memory itself.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Blog.Tests/Poll.cs"] = "polls for a state; everything else waits with it",
        ["Blog.Tests/House/TestTimingTests.cs"] = "contains the patterns it refuses",
        ["Blog.Tests/Processes/KillTests.cs"] = "kills at a random moment",
        ["Blog.Tests/Processes/MigrationKillTests.cs"] = "kills at a random moment of an upgrade",
        ["Blog.Tests/Processes/UploadKillTests.cs"] = "kills at a random moment",
        ["Blog.Tests/Processes/ExportSiteKillTests.cs"] = "kills at a random moment",
        ["Blog.Tests/Processes/ImportKillTests.cs"] = "kills at a random moment",
        ["Blog.Tests/Operations/Backups/RestoreTests.cs"] = "kills at a random moment of a restore",
        ["Blog.Tests/PowerLoss/PowerLossTests.cs"] = "cuts the power at a random moment",
        ["Blog.Tests/Processes/LogGrowthTests.cs"] = "keeps a load up for a given time",
        ["Blog.Tests/Processes/SoakTests.cs"] = "keeps a load up for hours and judges memory in the long run only",
        ["Blog.Browser/Admin/AdminTest.cs"] = "delays answers, as a slow network does; what it waits for is a state",
        ["Blog.Tests/Processes/SoakLoad.cs"] = "paces a load",
        ["Blog.Tests/Processes/ProcessGauge.cs"] = "samples the memory of a separate process",
    };

    [Fact]
    public void No_test_waits_for_a_fixed_time_or_asserts_time_or_memory()
    {
        var (files, found, used) = (0, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var project in new[] { "Blog.Tests", "Blog.Browser" })
        {
            foreach (
                var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", project), "*.cs", SearchOption.AllDirectories)
            )
            {
                var name = Path.GetRelativePath(Path.Combine(Repository.Root, "tests"), path).Replace('\\', '/');
                if (name.Contains("/obj/", StringComparison.Ordinal) || name.Contains("/bin/", StringComparison.Ordinal))
                {
                    continue;
                }

                files++;
                var breaches = Breaches(File.ReadAllText(path)).ToList();
                if (Allowed.ContainsKey(name))
                {
                    used.UnionWith(breaches.Count > 0 ? [name] : Array.Empty<string>());
                }
                else
                {
                    found.AddRange(breaches.Select(breach => $"{name}: {breach}"));
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(files > 200, $"only {files} files were found");
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal)); // unused exemptions must be removed
    }

    [Theory]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("System.Threading.Thread.Sleep(TimeSpan.FromSeconds(1));")]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));")]
    [InlineData("for (var tries = 0; tries < 10; await Task.Delay(10)) { }")]
    [InlineData("var before = GC.GetTotalMemory(forceFullCollection: true);")]
    [InlineData("Assert.True(process.WorkingSet64 < 1000);")]
    [InlineData("Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));")]
    [InlineData("Assert.InRange(watch.ElapsedMilliseconds, 0, 30);")]
    [InlineData("Assert.InRange(\n    watch.Elapsed.TotalSeconds, 0, 30);")]
    [InlineData("Assert.True(Stopwatch.GetElapsedTime(begun) < limit);")]
    [InlineData("Assert.True(took < TimeSpan.FromSeconds(10), \"slow\");")]
    [InlineData("await ending.WaitAsync(TimeSpan.FromSeconds(10));")]
    public void A_planted_breach_is_found(string text) => Assert.NotEmpty(Breaches(text));

    [Theory]
    [InlineData("await Poll.UntilAsync(() => isDone);")]
    [InlineData("await Task.Delay(Timeout.Infinite, closing.Token);")]
    [InlineData("var watch = Stopwatch.StartNew();\nDeep.Report($\"{watch.Elapsed}\");\nAssert.True(done);")]
    [InlineData("Assert.Equal(TimeSpan.FromMinutes(10), answer.Headers.RetryAfter!.Delta);")]
    [InlineData("await ending.WaitAsync(Poll.Limit);")]
    [InlineData("Assert.Equal(7, kept.Count(age => age <= TimeSpan.FromHours(1)));")]
    public void Waiting_for_a_state_and_reporting_are_accepted(string text) => Assert.Empty(Breaches(text));

    private static IEnumerable<string> Breaches(string text) => Breach().Matches(text).Select(match => match.Value.ReplaceLineEndings(" "));

    [GeneratedRegex(
        """
            Thread\.Sleep\( [^;]*
            | Task\.Delay\( (?!Timeout\.Infinite) [^;]*
            | GC\.Get(?:TotalMemory|TotalAllocatedBytes|AllocatedBytesForCurrentThread)\( [^;]*
            | Assert\.\w+\( [^;]* (?: \.Elapsed | GetElapsedTime | WorkingSet | PrivateMemory | TickCount ) [^;]*
            | Assert\.\w+\( \s* took \s* < [^;]*
            | WaitAsync\( TimeSpan\. [^;]*
            """,
        RegexOptions.IgnorePatternWhitespace,
        10_000
    )]
    private static partial Regex Breach();
}
