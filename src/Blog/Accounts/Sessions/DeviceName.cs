namespace Blog.Accounts.Sessions;

/// <summary>
/// The name of a session in the list of sessions, from the user agent: a help for recognizing it, never proof. Product names in English;
/// pages translate those that have a Chinese name.
/// </summary>
/// <param name="Browser">Such as <c>Firefox</c>; null where unknown.</param>
/// <param name="System">Such as <c>Windows</c>; null where unknown.</param>
public readonly record struct DeviceName(string? Browser, string? System)
{
    private const int MaxLength = 512;

    /// <summary>Order matters: nearly all claim to be Chrome or Safari, so those that add a name of their own come first.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("MicroMessenger/", "WeChat"),
        ("MQQBrowser/", "QQ Browser"),
        ("QQBrowser/", "QQ Browser"),
        ("UCBrowser/", "UC Browser"),
        ("UBrowser/", "UC Browser"),
        ("UCWEB/", "UC Browser"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("Edge/", "Edge"),
        ("OPR/", "Opera"),
        ("OPiOS/", "Opera"),
        ("OPT/", "Opera"),
        ("Opera", "Opera"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("HeadlessChrome/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Chromium/", "Chrome"),
    ];

    /// <summary>
    /// Order matters: a HarmonyOS or ChromeOS may call itself Android or Linux, Android calls itself Linux, a phone says "like Mac OS X".
    /// </summary>
    private static readonly (string Sign, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("OpenHarmony", "HarmonyOS"),
        ("iPhone", "iPhone"),
        ("iPod", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS ", "ChromeOS"),
        ("Windows", "Windows"),
        ("Macintosh", "macOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Parses a <c>User-Agent</c>; no more than its first 512 characters.</summary>
    public static DeviceName Of(string? userAgent)
    {
        var text = userAgent.AsSpan();
        text = text[..Math.Min(text.Length, MaxLength)];
        return new DeviceName(Named(text, Browsers) ?? SafariIn(text), Named(text, Systems));
    }

    /// <summary>Safari states its version separately from its name; a web view in another app states none.</summary>
    private static string? SafariIn(ReadOnlySpan<char> text) =>
        text.Contains("Safari/", StringComparison.Ordinal) && text.Contains("Version/", StringComparison.Ordinal) ? "Safari" : null;

    private static string? Named(ReadOnlySpan<char> text, (string Sign, string Name)[] signs)
    {
        foreach (var (sign, name) in signs)
        {
            if (text.Contains(sign, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }
}
