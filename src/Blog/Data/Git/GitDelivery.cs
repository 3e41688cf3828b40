namespace Blog.Data.Git;

/// <summary>A message of a webhook that was accepted: it counts once.</summary>
public sealed class GitDelivery
{
    private GitDelivery() { }

    /// <param name="key">What no other message has.</param>
    public GitDelivery(string key, DateTimeOffset at) => (Key, At) = (key, at);

    public string Key { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
