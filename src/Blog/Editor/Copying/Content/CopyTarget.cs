namespace Blog.Editor.Copying.Content;

/// <summary>Where a post is copied to. The names are part of addresses and of the database.</summary>
public enum CopyTarget
{
    WeChat,

    Zhihu,

    Juejin,

    Csdn,

    Cnblogs,

    Html,

    Markdown,
}

/// <summary>What a target takes.</summary>
public static class CopyTargets
{
    extension(CopyTarget target)
    {
        /// <summary>Its name in addresses and in the database.</summary>
        public string Key => target.ToString().ToLowerInvariant();

        /// <summary>Whether it takes formatted text from the clipboard; the others take Markdown.</summary>
        public bool TakesHtml => target is CopyTarget.WeChat or CopyTarget.Zhihu or CopyTarget.Html;

        /// <summary>Whether it takes diagrams as PNG only; the others draw them from their source, or take SVG.</summary>
        public bool NeedsPictures => target is CopyTarget.WeChat or CopyTarget.Zhihu;
    }

    /// <summary>The target with a name; null for any other text.</summary>
    public static CopyTarget? Find(string? key) =>
        Enum.GetValues<CopyTarget>()
            .Cast<CopyTarget?>()
            .FirstOrDefault(target => string.Equals(target!.Value.Key, key, StringComparison.Ordinal));
}
