namespace Blog.Site;

/// <summary>The words of the page that gives a form back, in one language.</summary>
public sealed record RescueTexts
{
    /// <summary>Chinese.</summary>
    public static RescueTexts Chinese { get; } = new()
    {
        Title = cause => cause switch { RescueCause.SignedOut => "登录已结束，内容还在", RescueCause.Expired => "这张表单过期了，内容还在", _ => "磁盘满了，内容还在" },
        Text = cause => cause switch
        {
            RescueCause.SignedOut => "你提交的时候已经没有登录，所以什么也没有执行。你写的都在下面：先在新标签页里登录，再回到这一页重新提交。",
            RescueCause.Expired => "页面打开之后，登录状态变了，或者浏览器没有带上它的凭据，所以什么也没有执行。你写的都在下面，可以直接重新提交。",
            _ => "服务器的磁盘满了，所以没有保存。你写的都在下面：请先别关闭这一页，腾出空间后重新提交。",
        },
        SignIn = "在新标签页里登录",
        SendAgain = "重新提交",
        Written = "你写的正文",
        Others = "表单里的其他内容",
        Files = "选过的文件没有留下，请回到原来的页面重新选择。",
        Secrets = "密码与验证码不会保留，重新提交之后请再填一次。",
    };

    /// <summary>English.</summary>
    public static RescueTexts English { get; } = new()
    {
        Title = cause => cause switch { RescueCause.SignedOut => "You are signed out, your text is here", RescueCause.Expired => "This form has expired, your text is here", _ => "The disk is full, your text is here" },
        Text = cause => cause switch
        {
            RescueCause.SignedOut => "You were no longer signed in when this was sent, so nothing was done. All you wrote is below: sign in in a new tab, come back to this page, and send it again.",
            RescueCause.Expired => "Since the page was opened the sign-in has changed, or the browser did not send its credentials, so nothing was done. All you wrote is below and can be sent again right away.",
            _ => "The server’s disk is full, so nothing was saved. All you wrote is below: keep this page open, make room, and send it again.",
        },
        SignIn = "Sign in in a new tab",
        SendAgain = "Send again",
        Written = "What you wrote",
        Others = "What else was in the form",
        Files = "Files are not kept: please go back and choose them again.",
        Secrets = "Passwords and codes are not kept: please type them again after sending.",
    };

    public required Func<RescueCause, string> Title { get; init; }

    public required Func<RescueCause, string> Text { get; init; }

    public required string SignIn { get; init; }

    public required string SendAgain { get; init; }

    public required string Written { get; init; }

    public required string Others { get; init; }

    public required string Files { get; init; }

    public required string Secrets { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static RescueTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
