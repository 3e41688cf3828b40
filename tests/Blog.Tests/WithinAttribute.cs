using Xunit.v3;

namespace Blog.Tests;

/// <summary>A test that only holds where the program runs within the tests.</summary>
/// <param name="why">What it needs of it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class WithinAttribute(string why) : Attribute, ITraitAttribute
{
    /// <summary>What it needs of it.</summary>
    public string Why { get; } = why;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("within", "only")];
}
