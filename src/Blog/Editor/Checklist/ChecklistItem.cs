namespace Blog.Editor.Checklist;

/// <summary>Something to check in a text before it is published. It is advice and blocks nothing.</summary>
/// <param name="Words">The message, in the language of the admin pages.</param>
/// <param name="Href">Where to fix it: a page, or a field of this one; null where it is in the text.</param>
public sealed record ChecklistItem(ChecklistItemKind Kind, string Words, string? Href)
{
    /// <summary>The kind, as scripts and styles know it.</summary>
    public string Name =>
        Kind switch
        {
            ChecklistItemKind.Title => "title",
            ChecklistItemKind.MissingCover => "missing-cover",
            ChecklistItemKind.UnsharedCover => "unshared-cover",
            ChecklistItemKind.MissingImage => "missing-image",
            ChecklistItemKind.DeadLink => "dead-link",
            ChecklistItemKind.DraftLink => "draft-link",
            ChecklistItemKind.UnclosedHtml => "unclosed-html",
            ChecklistItemKind.LooseTex => "loose-tex",
            ChecklistItemKind.ImageAlt => "image-alt",
            ChecklistItemKind.RemoteImage => "remote-image",
            ChecklistItemKind.Heading => "heading",
            ChecklistItemKind.Description => "description",
            ChecklistItemKind.More => "more",
            ChecklistItemKind.Address => "address",
            _ => "time",
        };
}

/// <summary>What to check, most serious first.</summary>
public enum ChecklistItemKind
{
    Title,

    /// <summary>A cover on this site that does not exist: what is shown in its place is not what the author chose.</summary>
    MissingCover,

    /// <summary>A cover that links to the post on other sites do not show.</summary>
    UnsharedCover,

    /// <summary>An image of the text that this site does not have.</summary>
    MissingImage,

    /// <summary>A link into this blog that leads nowhere.</summary>
    DeadLink,

    /// <summary>A link to something that is not public yet.</summary>
    DraftLink,

    /// <summary>HTML that is not closed.</summary>
    UnclosedHtml,

    /// <summary>TeX that is not in a formula.</summary>
    LooseTex,

    ImageAlt,

    /// <summary>An image on another host.</summary>
    RemoteImage,

    /// <summary>A heading that skips a level.</summary>
    Heading,

    Description,

    /// <summary>A long post without a mark where its summary ends.</summary>
    More,

    /// <summary>A public address that changes.</summary>
    Address,

    /// <summary>A publishing time in the past.</summary>
    Time,
}
