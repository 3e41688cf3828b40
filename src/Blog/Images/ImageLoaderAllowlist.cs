using NetVips;

namespace Blog.Images;

/// <summary>Shuts every loader of the native library but those of the formats that are taken.</summary>
internal static class ImageLoaderAllowlist
{
    static ImageLoaderAllowlist()
    {
        // The native build also reads SVG, TIFF, raw matrices and more: none of them has a reason to run on foreign bytes.
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in new[] { "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif" })
        {
            Operation.Block(loader, false);
        }

        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { }); // damaged files are reported to the caller instead
    }

    /// <summary>Returns once they are shut; to be called before any use of the library.</summary>
    public static void Ensure()
    {
        // The static constructor has done it.
    }
}
