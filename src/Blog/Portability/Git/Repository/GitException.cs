using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <summary>A synchronization that failed, by the kinds that the owner can do something about.</summary>
public sealed class GitException(GitProblem problem, string? detail) : Exception($"{problem}: {detail}")
{
    public GitProblem Problem { get; } = problem;

    /// <summary>What the library or the server said; without the token, which is in no address.</summary>
    public string? Detail { get; } = detail;

    /// <summary>Explains an exception of the library; null if it is none.</summary>
    internal static GitException? Of(Exception e) =>
        e switch
        {
            GitException known => known,
            NonFastForwardException => new GitException(GitProblem.Moved, null),
            UserCancelledException => new GitException(GitProblem.TooLarge, null),
            LibGit2SharpException said => new GitException(ProblemOf(said), OneLine(said.Message)),
            _ => null,
        };

    private static GitProblem ProblemOf(LibGit2SharpException e)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (e.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return Says("401", "403", "authentication", "authorization", "credentials") ? GitProblem.Refused
            : Says("404", "not found", "does not exist", "could not find repository", "failed to resolve path") ? GitProblem.NotFound
            : Says("certificate", "ssl", "tls") ? GitProblem.Certificate
            : Says("resolve", "connect", "timed out", "network", "timeout", "http status code: 5") ? GitProblem.Unreachable
            : Says("no space left") ? GitProblem.DiskFull
            : GitProblem.Other;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What went wrong.</summary>
public enum GitProblem
{
    Other,

    /// <summary>The server does not answer.</summary>
    Unreachable,

    /// <summary>The token is not accepted, or may not do this.</summary>
    Refused,

    NotFound,

    Certificate,

    /// <summary>Larger than what is taken.</summary>
    TooLarge,

    /// <summary>Somebody else pushed in the same moment, again and again.</summary>
    Moved,

    /// <summary>The server keeps the branch from being pushed to.</summary>
    Protected,

    DiskFull,

    /// <summary>The token was encrypted with a key that is gone.</summary>
    TokenLost,
}
