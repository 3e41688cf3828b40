namespace Blog.Editor.Copying.DarkMode;

/// <summary>
/// The published rules of WeChat's dark mode for one colour, in their terms: perceived brightness is that of AERT, 0 to 255.
/// </summary>
internal static class DarkColours
{
    private const double AlmostWhite = 250;
    private const double MostBackground = 190;
    private const double BrightBackground = 100;
    private const double LeastDifference = 65;
    private const double MiddleLightness = 40; // per cent
    private const double LeastLightness = 22;

    /// <summary>What the article stands on.</summary>
    public static readonly Rgb Background = new(0x19, 0x19, 0x19);

    private static readonly Rgb Text = new(0xA3, 0xA3, 0xA3);
    private static readonly double MostDifference = Text.Brightness - Background.Brightness;

    public static Rgb OfBackground(Rgb colour)
    {
        var (hue, saturation, lightness) = colour.ToHsl();
        if ((saturation == 0 && lightness > MiddleLightness) || colour.Brightness > AlmostWhite)
        {
            return Rgb.FromHsl(0, 0, Math.Min(100, 100 + Background.ToHsl().Lightness - lightness));
        }

        return colour.Brightness > MostBackground ? colour.WithBrightness(MostBackground)
            : lightness < LeastLightness ? Rgb.FromHsl(hue, saturation, LeastLightness)
            : colour;
    }

    /// <param name="behind">The background that was made for the dark mode.</param>
    public static Rgb OfText(Rgb colour, Rgb behind)
    {
        for (var turned = false; ; turned = true)
        {
            var difference = Math.Abs(behind.Brightness - colour.Brightness);
            if (colour.Brightness >= AlmostWhite)
            {
                return colour;
            }

            if (difference > MostDifference && behind.Brightness <= Background.Brightness + 2)
            {
                return colour.WithBrightness(MostDifference + behind.Brightness);
            }

            if (difference >= LeastDifference)
            {
                return colour;
            }

            var (hue, saturation, lightness) = colour.ToHsl();
            var isOnBright = behind.Brightness >= BrightBackground;
            if (turned || (isOnBright ? lightness <= 90 - MiddleLightness : lightness > MiddleLightness))
            {
                var wanted = behind.Brightness + (isOnBright ? -LeastDifference : LeastDifference);
                return colour.WithBrightness(Math.Min(MostDifference, wanted));
            }

            colour = Rgb.FromHsl(hue, saturation, 90 - lightness);
        }
    }
}
