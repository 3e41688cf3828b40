using Blog.Data;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments;

/// <summary>What became of comments and counts.</summary>
/// <param name="Pages">By address.</param>
/// <param name="Notes">In English; none holds anything of a comment.</param>
internal sealed record IntakeResult(IReadOnlyList<IntakePage> Pages, IReadOnlyList<string> Notes)
{
    public int Added => Pages.Sum(page => page.Added);

    public int Comments => Pages.Sum(page => page.Comments);

    public int Count(CommentState state) => Pages.Sum(page => page.States[(int)state]);
}

/// <summary>What became of the comments and counts of one page.</summary>
/// <param name="Address">Its old address, decoded; empty where the source names none.</param>
/// <param name="Comments">How many comments the source has.</param>
/// <param name="Added">How many of them are new here.</param>
internal sealed record IntakePage(string Address, string? Title, int Comments, int Added)
{
    /// <summary>The post that it is here; null if none was found.</summary>
    public int? PostId { get; init; }

    public string? PostTitle { get; init; }

    /// <inheritdoc cref="SourceComment.PostKey"/>
    public string? PostKey { get; init; }

    public string? PostAddress { get; init; }

    public PageReads? Reads { get; init; }

    /// <summary>Number of comments by <see cref="CommentState"/>.</summary>
    public IReadOnlyList<int> States { get; init; } = [];
}

/// <summary>What is counted while comments are taken in.</summary>
internal sealed class IntakeNotes
{
    public int Empty { get; set; }

    public int Twice { get; set; }

    public int Cut { get; set; }

    public int Moved { get; set; }

    public int WithoutDate { get; set; }

    public int WithoutPage { get; set; }

    /// <summary>In English.</summary>
    public IEnumerable<string> All() =>
        new[]
        {
            Say(Empty, $"{Empty} comments have no text: left out"),
            Say(Twice, $"{Twice} comments are there twice: taken once"),
            Say(Cut, $"{Cut} comments were longer than {TextLengths.Comment} characters: cut"),
            Say(Moved, $"{Moved} comments answer one that is not there: they stand below the beginning of their thread, or by themselves"),
            Say(WithoutDate, $"{WithoutDate} comments have no date: they have that of this import"),
            Say(WithoutPage, $"{WithoutPage} counts name no page: left out"),
        }.OfType<string>();

    private static string? Say(int count, FormattableString text) => count > 0 ? FormattableString.Invariant(text) : null;
}
