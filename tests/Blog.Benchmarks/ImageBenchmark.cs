using System.Diagnostics;
using System.Globalization;
using Blog.Images;
using NetVips;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: making the variants of a twelve-megapixel photograph takes at most twice as long as storing it without them.
/// </summary>
internal static class ImageBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync()
    {
        var photo = Photo(4000, 3000);
        var (store, variants) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            var content = (await ImageFile.ReadAsync(photo)).Content!;
            var read = watch.Elapsed;
            watch.Restart();
            var made = (await ImageVariants.MakeAsync(content)).Variants!;
            (store, variants) = (read < store ? read : store, watch.Elapsed < variants ? watch.Elapsed : variants);
            if (i == 0)
            {
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"photo {photo.Length:N0} bytes, stored {content.Bytes.Length:N0}: ")
                        + string.Join(
                            ", ",
                            made.Select(variant =>
                                string.Create(CultureInfo.InvariantCulture, $"{variant.Width} wide {variant.Bytes.Length:N0}")
                            )
                        )
                );
            }
        }

        var ratio = (store + variants) / store;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"without {store.TotalMilliseconds:F0} ms, with {(store + variants).TotalMilliseconds:F0} ms   ratio {ratio:F2}; "
                    + $"most memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB"
            )
        );
        return ratio < 3 ? 0 : 1;
    }

    /// <summary>Soft shapes with the grain of a sensor.</summary>
    private static byte[] Photo(int width, int height)
    {
        var bands = Enumerable
            .Range(1, 3)
            .Select(seed =>
                Image
                    .Gaussnoise((width / 100) + 4, (height / 100) + 4, mean: 128, sigma: 60, seed: seed)
                    .Resize(100, kernel: Enums.Kernel.Cubic)
                    .Crop(0, 0, width, height) + Image.Gaussnoise(width, height, mean: 0, sigma: 4, seed: seed + 10)
            )
            .ToArray();
        using var image = bands[0]
            .Bandjoin(bands[1], bands[2])
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        return image.JpegsaveBuffer(q: 92);
    }
}
