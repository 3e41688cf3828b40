using Blog.Data.Addresses;

namespace Blog.Authoring.Redirecting;

public sealed partial record RedirectTexts
{
    /// <summary>Chinese.</summary>
    public static RedirectTexts Chinese { get; } = new()
    {
        Intro = "文章、标签、分类改了地址，旧地址会自动留在这里，一直转到它现在的地方。别处来的旧链接可以手工添加。",
        Add = "添加跳转",
        From = "旧地址",
        FromHint = "本站的路径，例如 /2019/05/old-name.html；整条网址也行。",
        To = "转到",
        ToHint = "文章的标题或地址；标签、分类、图片的名字也行。",
        Which = "有几个都符合，请选一个",
        NothingFound = "没有找到。请写标题或名字里的几个字，或者完整的地址。",
        SeveralFound = "符合的不止一个，请在下面选一个再提交。",
        Removed = "移除了。",
        NoRedirects = "还没有跳转。",
        NothingMatches = "没有符合的跳转。",
        Search = "搜索旧地址或目标",
        Show = "搜索",
        Since = "添加于",
        IsAsleep = "这个地址上现在有文章，由文章来回答",
        IsUnpublished = "还没有公开，暂时是 404",
        Missing = "找不到的地址",
        MissingIntro = "读者要过、但本站没有的地址，每半分钟记一次。只记地址、次数和来处的网页，不记参数，不记是谁。",
        NoMissing = "没有。读者要的地址都找得到。",
        Address = "地址",
        Times = "次数",
        LastAt = "最近一次",
        WhatToDo = "怎么办",
        RedirectElsewhere = "转到别处……",
        Ignore = "忽略",
        Heed = "不再忽略",
        ShowOpen = "回到没处理的",
        ShowIgnored = count => string.Create(CultureInfo.InvariantCulture, $"忽略了的 {count} 个"),
        Attacks = count => string.Create(CultureInfo.InvariantCulture, $"另有 {count:N0} 次请求是在找漏洞（.php、wp-login、.env 之类，从这次启动算起），没有列在下面。"),
        Known = count => string.Create(CultureInfo.InvariantCulture, $"已有 {count} 条"),
        Made = path => $"{path} 从现在起会转过去。",
        RedirectTo = name => $"转到「{name}」",
        CameFrom = page => $"来自 {page}",
        KindName = kind => kind switch { RedirectKind.Post => "文章", RedirectKind.Tag => "标签", RedirectKind.Category => "分类", _ => "图片" },
        Fault = (fault, holder) => fault switch
        {
            RedirectFault.Missing => "请写出旧地址。",
            RedirectFault.TooLong => "这个地址太长了。",
            RedirectFault.Malformed => "这不是一个路径：里面有空的一段、反斜杠或看不见的字符。",
            RedirectFault.Reserved => "这个地址归系统自己用，不能当作旧地址。",
            RedirectFault.Held => $"这个地址上有「{holder}」，跳转不会起作用。请先改它的地址。",
            RedirectFault.Known => "这个旧地址已经有跳转了。想换目标，请先移除原来那条。",
            _ => "要转到的东西已经不在了。",
        },
    };
}
