namespace Blog.Data.Settings;

/// <summary>What a search engine was last told, and its answer.</summary>
public sealed class SearchEngineNotice
{
    private SearchEngineNotice() { }

    public SearchEngineNotice(string engine) => Engine = engine;

    /// <summary>The engine's name; the key of the row.</summary>
    public string Engine { get; private set; } = "";

    /// <summary>Posts published until then have been told, or were public before the engine was turned on.</summary>
    public DateTimeOffset ToldUntil { get; private set; }

    /// <summary>When it was last told; null for never.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Its last answer, or why there was none; empty before the first.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>Whether it accepted.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>Starts here: what is public by now is not told.</summary>
    public void StartAt(DateTimeOffset now) => ToldUntil = now;

    /// <summary>Records an answer.</summary>
    /// <param name="toldUntil">The publication time of the newest post that was told; null if the engine did not accept.</param>
    public void Answered(DateTimeOffset at, string answer, DateTimeOffset? toldUntil)
    {
        (LastAt, LastAnswer, IsAccepted) = (at, TextLengths.Cut(answer, TextLengths.Path), toldUntil is not null);
        ToldUntil = toldUntil ?? ToldUntil;
    }
}
