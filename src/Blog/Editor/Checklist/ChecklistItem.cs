namespace Blog.Editor.Checklist;

/// <summary>Something about a text that deserves care before it is published. It advises, and hinders nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">In the desk's language.</param>
/// <param name="Href">Where it is mended: a page, or a field of this one; null where in the text.</param>
public sealed record ChecklistItem(ChecklistItemKind Kind, string Words, string? Href)
{
    /// <summary>The kind, as scripts and styles know it.</summary>
    public string Name =>
        Kind switch
        {
            ChecklistItemKind.Title => "title",
            ChecklistItemKind.DeadLink => "dead-link",
            ChecklistItemKind.DraftLink => "draft-link",
            ChecklistItemKind.ImageAlt => "image-alt",
            ChecklistItemKind.RemoteImage => "remote-image",
            ChecklistItemKind.Heading => "heading",
            ChecklistItemKind.Description => "description",
            ChecklistItemKind.More => "more",
            ChecklistItemKind.Address => "address",
            _ => "time",
        };
}

/// <summary>What deserves care, the gravest first.</summary>
public enum ChecklistItemKind
{
    Title,

    /// <summary>A link into this blog that leads nowhere.</summary>
    DeadLink,

    /// <summary>A link to what readers do not see yet.</summary>
    DraftLink,

    ImageAlt,

    /// <summary>An image that lies elsewhere.</summary>
    RemoteImage,

    /// <summary>A heading that skips a level.</summary>
    Heading,

    Description,

    /// <summary>A long post without a mark where its summary ends.</summary>
    More,

    /// <summary>A public address that changes.</summary>
    Address,

    /// <summary>A publishing time that is past.</summary>
    Time,
}
