using Xunit.v3;

namespace Blog.Tests;

/// <summary>
/// Tests that ask the program over HTTP: they hold against a process without privileges on a read-only root as well (<see cref="Outside.LockedIn"/>,
/// <c>tests/run.sh</c>), but for those that are <see cref="WithinAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SpeaksHttpAttribute : Attribute, ITraitAttribute
{
    /// <summary>Whether it is asked of such a process in every run of the tests, and not in the long ones alone: each process takes a second or two to start.</summary>
    public bool IsAlways { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => IsAlways ? [new("speaks", "http"), new("locked-in", "always")] : [new("speaks", "http")];
}
