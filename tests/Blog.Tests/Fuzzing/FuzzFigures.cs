using System.Globalization;

namespace Blog.Tests.Fuzzing;

internal sealed record FuzzFigures(int Taken, int Refused, TimeSpan Slowest, int SlowestAt, IReadOnlyList<string> Failures)
{
    public static FuzzFigures None { get; } = new(0, 0, TimeSpan.Zero, -1, []);

    public int Documents => Taken + Refused + Failures.Count;

    public FuzzFigures And(FuzzFigures other)
    {
        var slower = other.Slowest > Slowest ? other : this;
        return new FuzzFigures(
            Taken + other.Taken,
            Refused + other.Refused,
            slower.Slowest,
            slower.SlowestAt,
            [.. Failures, .. other.Failures]
        );
    }

    public string Say(FuzzPlace place) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"fuzz {place}: {Documents} documents, {Taken} taken, {Refused} refused, {Failures.Count} failed, slowest "
                + $"{Slowest.TotalSeconds:0.00} s ({place.At(SlowestAt)})"
        );
}
