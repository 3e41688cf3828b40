namespace Blog.Authoring.Previewing;

/// <summary>The words of preview links, in one language.</summary>
public sealed record LinkTexts
{
    /// <summary>Chinese.</summary>
    public static LinkTexts Chinese { get; } = new()
    {
        Heading = "预览链接",
        Intro = "拿到链接的人不用登录就能看到这篇文章最新的样子，包括还没发布的修改。到期、收回或文章进了回收站，链接就打不开了；发布之后，它会转到正式的地址。",
        IsPublic = "这篇文章已经公开，也没有还没发布的修改：现在打开链接，会转到正式的地址。开始修改之后，链接显示修改后的样子。",
        InTrash = "文章在回收站里，预览链接都打不开。先把它恢复成草稿。",
        Back = "‹ 回到文章",
        NewLink = "新的预览链接",
        Once = until => $"请现在复制：只显示这一次，之后谁也查不到它。有效期到 {until}。",
        Life = "有效期",
        Days = days => days == 1 ? "1 天" : $"{days} 天",
        Create = "生成链接",
        Caption = "有效的预览链接",
        Made = "生成于",
        By = "由谁",
        Until = "有效期到",
        Actions = "操作",
        Revoke = "收回",
        RevokeOf = made => $"收回 {made} 生成的链接",
        Revoked = "链接已收回，从现在起打不开了。",
        Gone = "这个链接已经不在了。",
        None = "还没有有效的预览链接。",
        TooMany = $"一篇文章最多同时有 {PreviewLinks.Most} 个有效的链接，请先收回几个。",
        UnknownLife = "请从列表里选一个有效期。",
        Unknown = "不知是谁",
        Notice = until => $"这是预览：内容还没有发布，请不要转发。链接有效期到 {until}。",
        Unshowable = "这篇文章现在的文字太长或太复杂，暂时不能预览，请联系给你链接的人。",
        TooManyGuesses = "请稍后再试",
    };

    /// <summary>English.</summary>
    public static LinkTexts English { get; } = new()
    {
        Heading = "Preview links",
        Intro = "Whoever has a link reads the newest state of this post without signing in, changes that are not published included. A link stops working when it expires, when you revoke it, and while the post is in the trash; once everything is published it leads to the post itself.",
        IsPublic = "This post is public and has no unpublished changes: a link leads to the post itself for now. Once you begin to change it, the link shows the changes.",
        InTrash = "The post is in the trash, where no preview link works. Restore it as a draft first.",
        Back = "‹ Back to the post",
        NewLink = "Your new preview link",
        Once = until => $"Copy it now: it is shown this once, and nobody can look it up later. It works until {until}.",
        Life = "Works for",
        Days = days => days == 1 ? "1 day" : $"{days} days",
        Create = "Create a link",
        Caption = "Preview links that work",
        Made = "Created",
        By = "By",
        Until = "Works until",
        Actions = "Actions",
        Revoke = "Revoke",
        RevokeOf = made => $"Revoke the link created {made}",
        Revoked = "The link is revoked and no longer works.",
        Gone = "That link is gone already.",
        None = "No preview link works at present.",
        TooMany = $"A post can have {PreviewLinks.Most} working links at a time. Please revoke some first.",
        UnknownLife = "Please choose from the list how long it works.",
        Unknown = "unknown",
        Notice = until => $"This is a preview of something that is not published. Please do not pass it on. The link works until {until}.",
        Unshowable = "The present text of this post is too long or too intricate to be shown. Please ask whoever sent you the link.",
        TooManyGuesses = "Please try again later",
    };

    public required string Heading { get; init; }

    public required string Intro { get; init; }

    public required string IsPublic { get; init; }

    public required string InTrash { get; init; }

    public required string Back { get; init; }

    public required string NewLink { get; init; }

    public required Func<string, string> Once { get; init; }

    public required string Life { get; init; }

    public required Func<int, string> Days { get; init; }

    public required string Create { get; init; }

    public required string Caption { get; init; }

    public required string Made { get; init; }

    public required string By { get; init; }

    public required string Until { get; init; }

    public required string Actions { get; init; }

    public required string Revoke { get; init; }

    public required Func<string, string> RevokeOf { get; init; }

    public required string Revoked { get; init; }

    public required string Gone { get; init; }

    public required string None { get; init; }

    public required string TooMany { get; init; }

    public required string UnknownLife { get; init; }

    public required string Unknown { get; init; }

    /// <summary>Above the previewed post.</summary>
    public required Func<string, string> Notice { get; init; }

    public required string Unshowable { get; init; }

    public required string TooManyGuesses { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static LinkTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
