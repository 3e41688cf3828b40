namespace Blog.Authoring.Editing.Care;

/// <summary>Something about a text that deserves care before it is published. It advises, and hinders nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">In the desk's language.</param>
/// <param name="Href">Where it is mended: a page, or a field of this one; null where in the text.</param>
public sealed record CareItem(CareKind Kind, string Words, string? Href)
{
    /// <summary>The kind, as scripts and styles know it.</summary>
    public string Name => Kind switch
    {
        CareKind.Title => "title",
        CareKind.DeadLink => "dead-link",
        CareKind.DraftLink => "draft-link",
        CareKind.ImageAlt => "image-alt",
        CareKind.RemoteImage => "remote-image",
        CareKind.Heading => "heading",
        CareKind.Description => "description",
        CareKind.More => "more",
        CareKind.Address => "address",
        _ => "time",
    };
}

/// <summary>What deserves care, the gravest first.</summary>
public enum CareKind
{
    /// <summary>There is no title.</summary>
    Title,

    /// <summary>A link into this blog that leads nowhere.</summary>
    DeadLink,

    /// <summary>A link to what readers do not see yet.</summary>
    DraftLink,

    /// <summary>An image without words.</summary>
    ImageAlt,

    /// <summary>An image that lies elsewhere.</summary>
    RemoteImage,

    /// <summary>A heading that skips a level.</summary>
    Heading,

    /// <summary>There is no description.</summary>
    Description,

    /// <summary>A long post without a mark where its summary ends.</summary>
    More,

    /// <summary>A public address that changes.</summary>
    Address,

    /// <summary>A publishing time that is past.</summary>
    Time,
}
