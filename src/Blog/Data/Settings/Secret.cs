namespace Blog.Data.Settings;

/// <summary>A secret that the owner entered, such as a token of another service; stored encrypted and never shown again.</summary>
public sealed class Secret
{
    private Secret() { }

    public Secret(string name) => Name = name;

    /// <summary>What it is for; the key of the row.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The secret, encrypted by the key ring.</summary>
    public string Protected { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Replaces it.</summary>
    /// <param name="encrypted">The secret, encrypted by the key ring.</param>
    public void Replace(string encrypted, DateTimeOffset now) => (Protected, SavedAt) = (encrypted, now);
}
