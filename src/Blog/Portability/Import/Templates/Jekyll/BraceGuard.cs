namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Hides braces that are not Liquid's behind characters that no text has, one for one, so that all offsets and lines stay.
/// </summary>
internal static class BraceGuard
{
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    /// <summary>Whether a text has these characters already, so that it cannot be hidden.</summary>
    public static bool IsUsedBy(string text) => text.AsSpan().ContainsAny(Open, Close);

    public static void Hide(Span<char> text)
    {
        text.Replace('{', Open);
        text.Replace('}', Close);
    }

    public static string Hidden(string text) => text.Replace('{', Open).Replace('}', Close);

    public static string Show(string text) => text.Replace(Open, '{').Replace(Close, '}');
}
