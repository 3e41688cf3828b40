namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>Reads the style attributes that editors write in place of elements.</summary>
internal static class InlineStyles
{
    private const int MaxLength = 2_000;

    /// <summary>Whether a property has one of some values.</summary>
    public static bool Says(string style, string property, params ReadOnlySpan<string> values)
    {
        if (style.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var declaration in style.Split(';'))
        {
            var parts = declaration.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Equals(property, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var word in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (values.Contains(word.ToLowerInvariant()))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
