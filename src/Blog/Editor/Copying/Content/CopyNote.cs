namespace Blog.Editor.Copying.Content;

/// <summary>Something that the copy lacks or that the author should look at.</summary>
/// <param name="Count">How often; or the length, for a limit.</param>
/// <param name="Details">Which ones: names or addresses; empty where the number says it.</param>
public sealed record CopyNote(CopyNoteKind Kind, int Count, IReadOnlyList<string> Details)
{
    public CopyNote(CopyNoteKind kind, int count)
        : this(kind, count, []) { }

    /// <summary>Whether something is lost or refused, rather than only changed.</summary>
    public bool IsLoss =>
        Kind is not (CopyNoteKind.LinksAsSources or CopyNoteKind.FootnotesAsSources or CopyNoteKind.FoldsOpen or CopyNoteKind.Fragments);
}

/// <summary>What does not survive a copy.</summary>
public enum CopyNoteKind
{
    /// <summary>The address of the post does not answer readers yet.</summary>
    NotPublic,

    TitleTooLong,

    DescriptionTooLong,

    TooManyCharacters,

    TooManyBytes,

    /// <summary>Video and audio of the post itself.</summary>
    Media,

    /// <summary>Players of other sites.</summary>
    Players,

    /// <summary>Images in a format that is refused.</summary>
    ImageFormats,

    /// <summary>Images that the target's server cannot fetch.</summary>
    ImagesNotPublic,

    ImagesTooLarge,

    /// <summary>Formulas that are shown as their source.</summary>
    Formulas,

    /// <summary>Diagrams that are shown as their source.</summary>
    Diagrams,

    /// <summary>Diagrams without a PNG, for platforms that take no SVG.</summary>
    DiagramPictures,

    /// <summary>Links within the post.</summary>
    Fragments,

    /// <summary>Links that became numbered sources.</summary>
    LinksAsSources,

    /// <summary>Footnotes that joined the sources.</summary>
    FootnotesAsSources,

    /// <summary>Folded parts that are shown open.</summary>
    FoldsOpen,
}
