using Blog.Rendering.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Containers;

/// <summary>A container (<c>:::</c>) with what stands in its first line.</summary>
internal sealed class Container(BlockParser parser) : CustomContainer(parser)
{
    public ContainerHead Head { get; set; } = new("", "", false);

    /// <summary>Its title, with its markup; null where there is none.</summary>
    public ContainerTitle? Title => Count > 0 ? this[0] as ContainerTitle : null;

    /// <summary>Whether it stands out from the text around it.</summary>
    public bool IsBox => !Head.IsPlain && !Head.IsGroup && !Head.IsGallery;
}

/// <summary>The title of a container: one line with markup of its own.</summary>
internal sealed class ContainerTitle : LeafBlock
{
    public ContainerTitle(BlockParser parser)
        : base(parser)
    {
        ProcessInlines = true;
        IsOpen = false;
    }
}
