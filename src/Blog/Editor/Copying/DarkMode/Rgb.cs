using System.Runtime.InteropServices;

namespace Blog.Editor.Copying.DarkMode;

/// <summary>An sRGB colour, 0 to 255 each.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    /// <summary>Perceived brightness (W3C AERT, checkpoint 2.2).</summary>
    public double Brightness => ((Red * 299) + (Green * 587) + (Blue * 114)) / 1000;

    /// <summary>Reads <c>#rrggbb</c>; null for anything else.</summary>
    public static Rgb? Parse(string text) =>
        text.Trim() is ['#', .. { Length: 6 } digits]
        && int.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? new Rgb(value >> 16, (value >> 8) & 0xFF, value & 0xFF)
            : null;

    public string ToHex() => $"#{Channel(Red)}{Channel(Green)}{Channel(Blue)}";

    /// <summary>The colour made brighter or darker; black becomes grey.</summary>
    public Rgb WithBrightness(double wanted)
    {
        if (Brightness <= 0)
        {
            return new Rgb(wanted, wanted, wanted);
        }

        var ratio = wanted / Brightness;
        var scaled = new Rgb(Math.Min(255, Red * ratio), Math.Min(255, Green * ratio), Math.Min(255, Blue * ratio));

        // What a full channel cannot take, green does: the eye sees most of it there.
        return scaled with
        {
            Green = Math.Min(255, scaled.Green + (Math.Max(0, wanted - scaled.Brightness) / 0.587)),
        };
    }

    /// <summary>Degrees and per cent.</summary>
    public (double Hue, double Saturation, double Lightness) ToHsl()
    {
        var (most, least) = (Math.Max(Red, Math.Max(Green, Blue)) / 255, Math.Min(Red, Math.Min(Green, Blue)) / 255);
        var (lightness, span) = ((most + least) / 2, most - least);
        if (span <= 0)
        {
            return (0, 0, lightness * 100);
        }

        var hue =
            most == Red / 255 ? ((Green - Blue) / 255 / span) + (Green < Blue ? 6 : 0)
            : most == Green / 255 ? ((Blue - Red) / 255 / span) + 2
            : ((Red - Green) / 255 / span) + 4;
        return (hue * 60, span / (1 - Math.Abs((2 * lightness) - 1)) * 100, lightness * 100);
    }

    /// <summary>From degrees and per cent (CSS Color 4, section 7.1).</summary>
    public static Rgb FromHsl(double hue, double saturation, double lightness)
    {
        var amplitude = saturation / 100 * Math.Min(lightness / 100, 1 - (lightness / 100));
        return new Rgb(Part(0), Part(8), Part(4));

        double Part(double offset)
        {
            var k = (offset + (hue / 30)) % 12;
            return 255 * ((lightness / 100) - (amplitude * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1))));
        }
    }

    private static string Channel(double value) =>
        ((int)Math.Round(Math.Clamp(value, 0, 255))).ToString("x2", CultureInfo.InvariantCulture);
}
