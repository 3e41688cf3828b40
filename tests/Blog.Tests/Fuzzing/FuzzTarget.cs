namespace Blog.Tests.Fuzzing;

/// <summary>A door of the program that takes foreign bytes. Each worker has one of its own, with its own folders.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>The doors, by the name that a place begins with.</summary>
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

    /// <summary>Puts a document through the door. What it throws is a failure, but for what the door is allowed to throw, which is a refusal.</summary>
    public abstract FuzzOutcome Feed(byte[] document);

    /// <summary>A number that is the document's own, so that the document alone decides how it is fed.</summary>
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
