namespace Blog.Data.Security;

/// <summary>
/// One entry of the security log. Nothing in it is typed by anybody: ids, a network and words of this program, so that it can hold no
/// secret.
/// </summary>
public sealed class SecurityEvent
{
    private SecurityEvent() { }

    public SecurityEvent(SecurityNote note, DateTimeOffset at, int count) =>
        (At, Kind, AccountId, ById, Network, Method, Count) = (at, note.Kind, note.AccountId, note.ById, note.Network, note.Method, count);

    public int Id { get; private set; }

    /// <summary>When it happened; of several, when the first did.</summary>
    public DateTimeOffset At { get; private set; }

    public SecurityEventKind Kind { get; private set; }

    /// <summary>
    /// The account that it is about; null if there is none, or nobody knows. Not a foreign key: the log outlives accounts.
    /// </summary>
    public int? AccountId { get; private set; }

    /// <summary>Who did it to that account; null if it is the account itself.</summary>
    public int? ById { get; private set; }

    /// <summary>Address or network that the request came from; null if it came from the command line, or too many did at once.</summary>
    public string? Network { get; private set; }

    /// <summary>By which means, or why: one of the words of this program.</summary>
    public string? Method { get; private set; }

    /// <summary>How often it happened within an hour; more than one for refusals only.</summary>
    public int Count { get; private set; } = 1;
}

/// <summary>What makes two refusals the same.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="AccountId">The account that it is about.</param>
/// <param name="ById">Who did it to that account, if it is not the account itself.</param>
/// <param name="Network">Where it came from.</param>
/// <param name="Method">By which means, or why: a word of this program, never of a visitor.</param>
public readonly record struct SecurityNote(SecurityEventKind Kind, int? AccountId, int? ById, string? Network, string? Method);
