using Blog.Rendering.Output;

namespace Blog.Comments.Sending;

/// <summary>What the form shows.</summary>
public sealed record CommentForm
{
    public required int PostId { get; init; }

    /// <summary>BCP 47 tag of the post.</summary>
    public required string Language { get; init; }

    public required string Stamp { get; init; }

    public CommentInput Input { get; init; } = new();

    /// <summary>What is wrong, by the names of the fields; an empty name for the form as a whole.</summary>
    public IReadOnlyList<(string Field, string Message)> Faults { get; init; } = [];

    /// <summary>A question that has to be answered first; null for none.</summary>
    public SignedQuestion? Question { get; init; }

    /// <summary>The text as it would look; null if no preview was asked for.</summary>
    public RenderedHtml? Preview { get; init; }

    /// <summary>Whether an author of the blog writes, who is not asked for a name.</summary>
    public bool IsByAuthor { get; init; }

    public bool AsksWebsite { get; init; }

    /// <summary>Whether something is wrong with a field.</summary>
    public bool IsWrong(string field) => Faults.Any(fault => fault.Field == field);
}
