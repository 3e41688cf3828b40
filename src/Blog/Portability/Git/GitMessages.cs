using Blog.Data.Git;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;

namespace Blog.Portability.Git;

/// <summary>What the command says when it cannot do its work.</summary>
internal static class GitMessages
{
    public const string Busy = "a synchronization is running; try again in a moment";

    private const string Unconfirmed = "nobody has agreed to the first synchronization: see /admin/git, or 'git connect URL --begin'";

    /// <summary>Why a run did nothing; null if it is done.</summary>
    public static string? Of(SyncOutcome outcome) =>
        outcome.State switch
        {
            SyncState.Done => null,
            SyncState.NotConnected => "no repository is connected; 'git connect URL' connects one",
            SyncState.Unconfirmed => Unconfirmed,
            SyncState.Busy => Busy,
            SyncState.Asked => Of(outcome.Question),
            _ => Of(outcome.Failure!),
        };

    /// <summary>Why a connection stands still; null if it does not.</summary>
    public static string? Of(GitConnection connection) => connection.IsConfirmed ? Of(connection.Question) : Unconfirmed;

    public static string Of(GitException failure) => Of(failure.Problem.ToString(), failure.Detail);

    public static string Of(string problem, string? detail) =>
        problem switch
        {
            nameof(GitProblem.Unreachable) => "the server cannot be reached",
            nameof(GitProblem.Refused) => "the server refuses the token",
            nameof(GitProblem.NotFound) => "the repository was not found",
            nameof(GitProblem.Certificate) => "the certificate of the server is not valid",
            nameof(GitProblem.TooLarge) => "the repository is larger than what the blog takes",
            nameof(GitProblem.Moved) => "somebody pushed at the same time",
            nameof(GitProblem.Protected) => "the server does not let the branch be pushed to",
            nameof(GitProblem.DiskFull) => "there is no space left on the disk",
            nameof(GitProblem.TokenLost) => "the stored token cannot be decrypted: give it again",
            _ => "it failed",
        } + (detail is null ? "" : $" ({detail})");

    private static string? Of(GitQuestion question) =>
        question switch
        {
            GitQuestion.Rewritten => "the history of the repository was rewritten: look at /admin/git and decide",
            GitQuestion.Deleted => "many posts were deleted in the repository: look at /admin/git and decide",
            _ => null,
        };
}
