namespace Blog.Tests.Processes;

/// <summary>
/// How often something is repeated: a few times in a normal run, as often as documented with <c>BLOG_DEEP=1</c>, and a share or a multiple
/// of
/// that with <c>BLOG_DEEP_SCALE</c> (0.1, 5).
/// </summary>
internal static class Deep
{
    public static bool IsOn => Environment.GetEnvironmentVariable("BLOG_DEEP") == "1";

    private static double Scale =>
        double.TryParse(
            Environment.GetEnvironmentVariable("BLOG_DEEP_SCALE"),
            System.Globalization.CultureInfo.InvariantCulture,
            out var scale
        )
        && scale > 0
            ? scale
            : 1;

    public static int Count(int normal, int full) => IsOn ? Math.Max(normal, (int)Math.Ceiling(full * Scale)) : normal;

    public static TimeSpan Seconds(double normal, double full) => TimeSpan.FromSeconds(IsOn ? Math.Max(normal, full * Scale) : normal);

    /// <summary>Writes figures of a run to the test output.</summary>
    public static void Report(string figures)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        if (IsOn)
        {
            Console.WriteLine("deep: " + figures);
        }
    }
}
