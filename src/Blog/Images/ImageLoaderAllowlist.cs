using NetVips;

namespace Blog.Images;

/// <summary>Disables all loaders of the native library except those of the supported formats.</summary>
internal static class ImageLoaderAllowlist
{
    static ImageLoaderAllowlist()
    {
        // The native build also reads SVG, TIFF, raw matrices and more: none of them should process untrusted bytes.
        Operation.Block("VipsForeignLoad", true);
        // The HEIF loader is for AVIF: bytes of another codec are not passed to it (ImageTypes), and this build could not decode them.
        foreach (
            var loader in new[]
            {
                "VipsForeignLoadJpeg",
                "VipsForeignLoadPng",
                "VipsForeignLoadWebp",
                "VipsForeignLoadNsgif",
                "VipsForeignLoadHeif",
            }
        )
        {
            Operation.Block(loader, false);
        }

        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { }); // damaged files are reported to the caller instead
    }

    /// <summary>Returns once they are disabled; call before any use of the library.</summary>
    public static void Ensure()
    {
        // The static constructor does the work.
    }
}
