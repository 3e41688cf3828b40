using Blog.Operations;

namespace Blog.Tests.Operations;

public sealed class RuntimeCheckTests
{
    [Theory]
    [InlineData("10.0.0", true, "must be 10.0.7 or later")]
    [InlineData("10.0.6", true, "CVE-2026-40372")]
    [InlineData("10.0.7", false, "warning: the .NET runtime is 10.0.7")]
    [InlineData("10.0.11", false, "10.0.12")]
    [InlineData("10.0.12", false, null)]
    [InlineData("11.0.0", false, null)]
    public void An_old_runtime_is_warned_of_and_a_broken_one_refused(string version, bool refuses, string? says)
    {
        var line = RuntimeCheck.Of(Version.Parse(version), out var refused);
        Assert.Equal(refuses, refused);
        if (says is null)
        {
            Assert.Null(line);
        }
        else
        {
            Assert.Contains(says, line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line!);
        }
    }
}
