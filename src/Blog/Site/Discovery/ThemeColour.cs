namespace Blog.Site.Discovery;

/// <summary>The background colour for the browser's own interface: the stylesheet's <c>oklch</c> as sRGB.</summary>
public static class ThemeColour
{
    /// <summary>In the light theme.</summary>
    /// <param name="hue">Degrees.</param>
    public static string Light(int hue) => Hex(.991, .003, hue);

    /// <summary>In the dark theme.</summary>
    /// <param name="hue">Degrees.</param>
    public static string Dark(int hue) => Hex(.19, .012, hue);

    /// <summary>CSS Color 4, section 9.3 and sample code of section 18: oklch to linear light to sRGB.</summary>
    public static string Hex(double lightness, double chroma, double hue)
    {
        var (a, b) = (chroma * Math.Cos(hue * Math.PI / 180), chroma * Math.Sin(hue * Math.PI / 180));
        var l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return $"#{Channel((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s))}"
            + $"{Channel((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s))}"
            + $"{Channel((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s))}";
    }

    private static string Channel(double linear)
    {
        var clipped = Math.Clamp(linear, 0, 1);
        var gamma = clipped <= 0.0031308 ? 12.92 * clipped : (1.055 * Math.Pow(clipped, 1 / 2.4)) - 0.055;
        return ((int)Math.Round(gamma * 255)).ToString("x2", CultureInfo.InvariantCulture);
    }
}
