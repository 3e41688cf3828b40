namespace Blog.Reading.Feeds.Machines;

/// <summary>The light paper of <c>blog.css</c> in the owner's hue as programs understand it that know no oklch.</summary>
internal static class PaperColour
{
    private const double Lightness = .991;
    private const double Chroma = .003;

    /// <summary>As <c>#rrggbb</c> (CSS Color 4, section 18).</summary>
    /// <param name="hue">Degrees.</param>
    public static string Of(int hue)
    {
        var (sin, cos) = Math.SinCos(hue * Math.PI / 180);
        var (a, b) = (Chroma * cos, Chroma * sin);
        var l = Math.Pow(Lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(Lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(Lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        var red = Channel((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s));
        var green = Channel((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s));
        var blue = Channel((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
        return $"#{red:x2}{green:x2}{blue:x2}";
    }

    private static int Channel(double linear) =>
        (int)Math.Round(255 * Math.Clamp(linear <= .0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - .055, 0, 1));
}
