using System.ComponentModel.DataAnnotations;

namespace Blog.Data.Git;

/// <summary>The repository that the blog is kept in step with, and how far that is: one row. The token is a <c>Secret</c>.</summary>
public sealed class GitConnection
{
    /// <summary>Row id of the only row.</summary>
    public const int TheId = 1;

    private GitConnection() { }

    public GitConnection(GitChoices choices) => Choose(choices);

    public int Id { get; private set; } = TheId;

    public string Url { get; private set; } = "";

    public string Branch { get; private set; } = "";

    /// <summary>Folder of the repository that holds the blog, without slashes around it; empty for the repository itself.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>E-mail address of the author in commits.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Whether drafts and scheduled posts are in the repository too.</summary>
    public bool WithDrafts { get; private set; }

    /// <summary>Minutes between two looks at the repository.</summary>
    public int PollMinutes { get; private set; } = GitChoices.DefaultPollMinutes;

    /// <summary>Last part of the address of its webhook, which nobody can guess; null if there is none.</summary>
    public string? HookId { get; private set; }

    /// <summary>Whether the owner agreed to the first synchronization; before, nothing is written on either side.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>The commit up to which both sides agree; null before the first synchronization, or for an empty repository.</summary>
    public string? Commit { get; private set; }

    /// <summary>What has to be answered by the owner before it goes on.</summary>
    public GitQuestion Question { get; private set; }

    /// <summary>The commit that the question is about; null for none, or where the branch is gone.</summary>
    public string? AskedAt { get; private set; }

    /// <summary>The commit that the owner agreed to, although it is no successor of <see cref="Commit"/> or deletes much.</summary>
    public string? AgreedTo { get; private set; }

    /// <summary>When the repository was last looked at.</summary>
    public DateTimeOffset? PulledAt { get; private set; }

    /// <summary>When something was last pushed.</summary>
    public DateTimeOffset? PushedAt { get; private set; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>What failed last: one of the names of failures, and what the other side said. Null if it did not.</summary>
    public string? Failure { get; private set; }

    public string? FailureDetail { get; private set; }

    /// <summary>When it is tried again; null if nothing failed.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>Whether it still leads where another reading of it did.</summary>
    public bool IsSameAs(GitConnection seen) => (Url, Branch, Folder) == (seen.Url, seen.Branch, seen.Folder);

    /// <summary>Takes new settings. Another repository, branch or folder begins anew.</summary>
    /// <returns>Whether it begins anew: what was known of files is void.</returns>
    public bool Choose(GitChoices choices)
    {
        var isOther = (Url, Branch, Folder) != (choices.Url, choices.Branch, choices.Folder);
        (Url, Branch, Folder) = (choices.Url, choices.Branch, choices.Folder);
        (Email, WithDrafts, PollMinutes) = (choices.Email, choices.WithDrafts, choices.PollMinutes);
        (Failures, Failure, FailureDetail, RetryAt) = (0, null, null, null);
        if (isOther)
        {
            (IsConfirmed, Commit, Question, AskedAt, AgreedTo, PulledAt, PushedAt) = (
                false,
                null,
                GitQuestion.None,
                null,
                null,
                null,
                null
            );
        }

        return isOther;
    }

    /// <summary>The owner agrees to the first synchronization, or to what the question shows.</summary>
    public void Agree()
    {
        (IsConfirmed, AgreedTo) = (true, AskedAt ?? "");
        (Question, AskedAt) = (GitQuestion.None, null);
    }

    /// <summary>Stops until the owner answers.</summary>
    /// <param name="at">The commit it is about; null where the branch is gone.</param>
    public void Ask(GitQuestion question, string? at) => (Question, AskedAt) = (question, at);

    /// <summary>Gives its webhook an address, which it keeps.</summary>
    public void HookAt(string id) => HookId ??= id;

    /// <summary>Both sides agree up to a commit.</summary>
    public void Reach(string? commit) => (Commit, AgreedTo) = (commit, null);

    /// <summary>The repository was looked at, and nothing failed.</summary>
    public void Pulled(DateTimeOffset now)
    {
        PulledAt = now;
        (Failures, Failure, FailureDetail, RetryAt) = (0, null, null, null);
    }

    public void Pushed(DateTimeOffset now) => PushedAt = now;

    /// <summary>It failed.</summary>
    public void Fail(string failure, string? detail, DateTimeOffset retryAt)
    {
        Failures++;
        (Failure, FailureDetail, RetryAt) = (failure, detail, retryAt);
    }
}

/// <summary>What the owner chooses of a repository.</summary>
public sealed record GitChoices(string Url, string Branch, string Folder, string Email, bool WithDrafts, int PollMinutes)
{
    public const int DefaultPollMinutes = 5;

    public bool HasEmail => IsEmail(Email);

    /// <summary>Whether it can stand in a commit as an e-mail address.</summary>
    public static bool IsEmail(string? text) =>
        new EmailAddressAttribute().IsValid(text) && text?.Length > 2 && !text.Any(c => char.IsControl(c) || c is '<' or '>' or ' ');
}

/// <summary>What the owner has to answer.</summary>
public enum GitQuestion
{
    None,

    /// <summary>The branch no longer contains the commit that both sides agreed on.</summary>
    Rewritten,

    /// <summary>A large part of the posts is deleted there.</summary>
    Deleted,
}
