using Xunit.v3;

namespace Blog.Tests;

/// <summary>
/// Tests that ask the program over HTTP: they hold against a process without privileges on a read-only root as well (<see cref="Outside.LockedIn"/>,
/// <c>tests/run.sh</c>), but for those that are <see cref="WithinAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SpeaksHttpAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("speaks", "http")];
}
