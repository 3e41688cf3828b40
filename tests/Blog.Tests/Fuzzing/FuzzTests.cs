using Blog.Tests.Processes;

namespace Blog.Tests.Fuzzing;

/// <summary>
/// security.md D: 100,000 nearly valid documents. Each is accepted, or refused with a reason, in less than ten seconds; nothing else is
/// thrown,
/// and no process ends. The full run is <c>BLOG_DEEP=1</c>, <c>BLOG_FUZZ_SEED</c> varies it, <c>BLOG_FUZZ=markdown:1:4711</c> feeds one
/// document again, <c>BLOG_FUZZ=import:1:0-4999</c> many (an imported file meets the posts of earlier ones, so that some only fail
/// together). A document that failed is added to <see cref="OnceFailed"/> once the bug is fixed.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>Documents of one process in the full run.</summary>
    private const int Batch = 2_500;

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("BLOG_FUZZ_SEED"), System.Globalization.CultureInfo.InvariantCulture, out var seed)
            ? seed
            : 1;

    [Theory]
    [InlineData("markdown", 300, 65_000)]
    [InlineData("import", 40, 15_000)]
    [InlineData("archive", 20, 4_000)]
    [InlineData("image", 150, 16_000)]
    public void A_document_is_accepted_or_refused(string target, int normal, int full)
    {
        Assert.SkipWhen(FuzzPlace.Asked is not null, $"{FuzzPlace.Variable} asks for one place");
        var place = new FuzzPlace(target, Seed, 0, Deep.Count(normal, full));
        var figures = FuzzFigures.None;
        for (var from = 0; from < place.Count && figures.Failures.Count == 0; from += Batch)
        {
            var batch = place.At(from, Math.Min(Batch, place.Count - from));
            figures = figures.And(Deep.IsOn ? FuzzChild.Run(batch) : new FuzzRun(batch, null).Run());
        }

        Deep.Report(figures.Say(place));
        Assert.True(figures.Failures.Count == 0, string.Join("\n\n", figures.Failures));
        Assert.Equal(place.Count, figures.Documents);
        Assert.True(
            figures.Taken > place.Count / 100 && figures.Refused > place.Count / 1000,
            "what is nearly always refused, or never, proves little: " + figures.Say(place)
        );
    }

    [Fact]
    public void A_document_of_a_run_can_be_repeated()
    {
        var place = FuzzPlace.Asked ?? new FuzzPlace("markdown", 2, 4711, 1); // by default any: repeating one document must work
        var figures = new FuzzRun(place, FuzzChild.Folder).Run();
        if (FuzzChild.Folder is not null)
        {
            FuzzChild.Return(figures);
        }

        Assert.True(figures.Failures.Count == 0, string.Join("\n\n", figures.Failures));
    }

    [Theory]
    [MemberData(nameof(OnceFailed.Numbers), MemberType = typeof(OnceFailed))]
    public void Documents_that_once_failed_no_longer_fail(int number)
    {
        var (target, document) = OnceFailed.All[number];
        using var fuzzTarget = FuzzTarget.All[target]();
        fuzzTarget.Feed(document);
    }

    [Fact]
    public void A_place_in_a_run_always_gives_the_same_document()
    {
        foreach (var target in new[] { "markdown", "import", "image" })
        {
            using var fuzzTarget = FuzzTarget.All[target]();
            var place = new FuzzPlace(target, 3, 0, 20);
            var documents = Enumerable
                .Range(0, place.Count)
                .Select(number => Convert.ToBase64String(fuzzTarget.Make(place.RandomOf(number))))
                .ToList();
            Assert.Equal(
                documents,
                Enumerable.Range(0, place.Count).Select(number => Convert.ToBase64String(fuzzTarget.Make(place.RandomOf(number))))
            );
            Assert.True(documents.Distinct(StringComparer.Ordinal).Count() > 15);
        }
    }
}
