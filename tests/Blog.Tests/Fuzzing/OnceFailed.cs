namespace Blog.Tests.Fuzzing;

/// <summary>Documents that once failed, with what was wrong.</summary>
internal static class OnceFailed
{
    public static IReadOnlyList<(string Target, byte[] Document)> All { get; } =
    [
        ("markdown", MarkdownTarget.BytesOf("")),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Count)];
}
