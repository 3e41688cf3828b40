namespace Blog.Data.Settings;

/// <summary>What a search engine was last told, and its answer.</summary>
public sealed class SearchEngineNotice
{
    /// <summary>The engines that take part in IndexNow: Bing, Yandex, Naver and others.</summary>
    public const string IndexNow = "indexnow";

    public const string Baidu = "baidu";

    private SearchEngineNotice() { }

    public SearchEngineNotice(string engine) => Engine = engine;

    /// <summary>The engine's name; the key of the row.</summary>
    public string Engine { get; private set; } = "";

    /// <summary>Posts that became public until then have been told, or were public before the engine was turned on.</summary>
    public DateTimeOffset ToldUntil { get; private set; }

    /// <summary>When it was last told; null for never.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Its last answer, or why there was none, as <see cref="SearchEngineAnswer"/> writes it; empty before the first.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>Whether it accepted.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>The last answer, read.</summary>
    public SearchEngineAnswer Answer => SearchEngineAnswer.Read(LastAnswer);

    /// <summary>Starts here: what is public by now is not told.</summary>
    /// <param name="lastPostId">Row id of the newest post, whenever it became public.</param>
    public void StartAt(DateTimeOffset now, int lastPostId)
    {
        (ToldUntil, LastAt, IsAccepted) = (now, null, false);
        LastAnswer = new SearchEngineAnswer { LastPostId = lastPostId }.ToText();
    }

    /// <summary>Records an answer that accepted.</summary>
    /// <param name="toldUntil">When the newest of the told posts became public.</param>
    public void Accepted(DateTimeOffset at, SearchEngineAnswer answer, DateTimeOffset toldUntil) =>
        (LastAt, LastAnswer, IsAccepted, ToldUntil) = (at, answer.ToText(), true, toldUntil);

    /// <summary>Records an answer that refused, or that there was none; the same posts are told again later.</summary>
    public void Refused(DateTimeOffset at, SearchEngineAnswer answer) =>
        (LastAt, LastAnswer, IsAccepted) = (at, (answer with { LastPostId = Answer.LastPostId }).ToText(), false);
}
