namespace Blog.Tests.Fuzzing;

/// <summary>A part of the program that takes untrusted bytes. Each worker has its own, with its own folders.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>The targets, by the name that a place begins with.</summary>
    public static IReadOnlyDictionary<string, Func<FuzzTarget>> All { get; } =
        new Dictionary<string, Func<FuzzTarget>>(StringComparer.Ordinal)
        {
            ["markdown"] = () => new MarkdownTarget(),
            ["import"] = () => new ImportTarget(),
            ["archive"] = () => new ArchiveTarget(),
            ["image"] = () => new ImageTarget(),
        };

    /// <summary>Makes a document: the same for the same numbers.</summary>
    public abstract byte[] Make(Random random);

    /// <summary>Feeds a document to the target. An exception is a failure, unless the target may throw it as a refusal.</summary>
    public abstract FuzzOutcome Feed(byte[] document);

    /// <summary>A number derived from the document, so that the document alone decides how it is fed.</summary>
    protected static int NumberOf(ReadOnlySpan<byte> document)
    {
        var number = 17;
        foreach (var value in document)
        {
            number = unchecked((number * 31) + value);
        }

        return number & int.MaxValue;
    }

    public virtual void Dispose() { }
}

/// <summary>What became of a document.</summary>
internal enum FuzzOutcome
{
    Taken,

    /// <summary>It was refused with a reason.</summary>
    Refused,
}
