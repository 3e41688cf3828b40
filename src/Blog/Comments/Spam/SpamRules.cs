using System.Text;
using Blog.Data.Comments;

namespace Blog.Comments.Spam;

/// <summary>
/// What speaks for and against showing a comment. Nothing is refused here: what looks like spam is kept where the owner sees it.
/// </summary>
internal static class SpamRules
{
    /// <summary>People seldom link to more in one comment.</summary>
    public const int MostLinks = 2;

    /// <summary>As many nearly equal texts are a campaign.</summary>
    public const int Campaign = 3;

    /// <summary>Letters without which a text has no script to speak of.</summary>
    private const int LeastLetters = 8;

    private const int EndOfLatin = 0x250;

    /// <summary>Judges a comment.</summary>
    public static Verdict Judge(CommentSigns signs) =>
        signs.FillsTrap ? new(CommentState.Spam, CommentReason.Trap)
        : signs.HasBlockedWord ? new(CommentState.Spam, CommentReason.Blocked)
        : signs.Similar >= Campaign ? new(CommentState.Spam, CommentReason.Similar)
        : signs.Links > MostLinks ? new(CommentState.Waiting, CommentReason.Links)
        : signs.Similar > 0 ? new(CommentState.Waiting, CommentReason.Similar)
        : signs.IsInOtherScript ? new(CommentState.Waiting, CommentReason.Script)
        : signs.IsAttack ? new(CommentState.Waiting, CommentReason.Attack)
        : signs.IsTrusted ? new(CommentState.Approved, null)
        : new(CommentState.Waiting, CommentReason.Unknown);

    /// <summary>Whether any of the words is in what somebody wrote, whatever its letter case and width.</summary>
    public static bool HasWord(CommentContent content, IEnumerable<string> words)
    {
        var written = Plain($"{content.Name}\n{content.Email}\n{content.Website}\n{content.Text}");
        return words.Any(word => written.Contains(Plain(word), StringComparison.Ordinal));
    }

    /// <summary>Whether hardly a letter is in the script of a language.</summary>
    /// <param name="text">Without markup.</param>
    /// <param name="language">BCP 47 tag.</param>
    public static bool IsInOtherScript(string text, string language)
    {
        var (all, own) = (0, 0);
        var isChinese = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            all++;
            var isHan = rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);
            own += (isChinese ? isHan : rune.Value < EndOfLatin) ? 1 : 0;
        }

        return all >= LeastLetters && own * 5 < all;
    }

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}

/// <summary>What is known of a comment.</summary>
internal sealed record CommentSigns
{
    /// <summary>A field was filled in that people do not see.</summary>
    public bool FillsTrap { get; init; }

    public bool HasBlockedWord { get; init; }

    /// <summary>How many links it has to other sites.</summary>
    public int Links { get; init; }

    /// <summary>How many of the last days say nearly the same.</summary>
    public int Similar { get; init; }

    /// <summary>Whether the owner wants scripts to be checked, and it is in another.</summary>
    public bool IsInOtherScript { get; init; }

    /// <summary>Whether many comments are refused at the moment.</summary>
    public bool IsAttack { get; init; }

    /// <summary>Whether the owner has said that this writer's comments need no approval.</summary>
    public bool IsTrusted { get; init; }
}

/// <summary>Who sees a comment, and why.</summary>
public sealed record Verdict(CommentState State, CommentReason? Reason);
