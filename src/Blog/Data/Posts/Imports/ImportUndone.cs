namespace Blog.Data.Posts.Imports;

/// <summary>What became of one post of an import that was taken back.</summary>
public enum ImportUndone
{
    /// <summary>The import had created it.</summary>
    Removed,

    /// <summary>The import had changed it: it is what it was before.</summary>
    Restored,

    /// <summary>It was edited since and stays.</summary>
    Edited,

    /// <summary>A later import changed it: it stays until that one is taken back.</summary>
    ImportedAgain,

    /// <summary>It stays, since what it was before cannot be rendered or addressed any more.</summary>
    Impossible,
}
