using System.Globalization;

namespace Blog.Tests.Fuzzing;

/// <summary>Documents of a run, as <c>BLOG_FUZZ</c> names them: <c>markdown:7:4711</c> is one, <c>markdown:7:0-4999</c> are many.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">What all of them are made from.</param>
/// <param name="From">The first.</param>
/// <param name="Count">How many.</param>
internal sealed record FuzzPlace(string Target, int Seed, int From, int Count)
{
    public const string Variable = "BLOG_FUZZ";

    /// <summary>What <c>BLOG_FUZZ</c> asks for; null where it asks for nothing.</summary>
    public static FuzzPlace? Asked => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } words ? Parse(words) : null;

    /// <summary>Documents of the same target and seed.</summary>
    public FuzzPlace At(int from, int count = 1) => this with { From = from, Count = count };

    public static FuzzPlace Parse(string words)
    {
        var parts = words.Split(':', '-');
        var (seed, from) = (Number(parts[1]), Number(parts[2]));
        return new FuzzPlace(parts[0], seed, from, parts.Length > 3 ? Number(parts[3]) - from + 1 : 1);
    }

    /// <summary>A source of chance that belongs to one document.</summary>
    public Random RandomOf(int number) => new(unchecked((Seed * 1_000_003) + number));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Target}:{Seed}:{From}")
        + (Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{From + Count - 1}"));

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
