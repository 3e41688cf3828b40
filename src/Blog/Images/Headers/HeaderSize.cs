using System.Runtime.InteropServices;

namespace Blog.Images.Headers;

/// <summary>What a header says of an image's size.</summary>
public enum HeaderState
{
    Known,

    /// <summary>More bytes are needed.</summary>
    Incomplete,

    NotAnImage,

    /// <summary>An image that names no size, or an impossible one.</summary>
    None,
}

/// <summary>The size that a header names.</summary>
/// <param name="State">Whether there is one.</param>
/// <param name="Width">In pixels; 0 unless known.</param>
/// <param name="Height">In pixels; 0 unless known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HeaderSize(HeaderState State, int Width, int Height)
{
    internal static HeaderSize Incomplete => new(HeaderState.Incomplete, 0, 0);

    internal static HeaderSize NotAnImage => new(HeaderState.NotAnImage, 0, 0);

    internal static HeaderSize None => new(HeaderState.None, 0, 0);

    internal static HeaderSize Of(long width, long height) =>
        new(HeaderState.Known, (int)Math.Clamp(width, 0, int.MaxValue), (int)Math.Clamp(height, 0, int.MaxValue));
}
