using Blog.Data.Addresses;
using Blog.Site;

namespace Blog.Authoring.Redirecting;

public sealed class RedirectTexts : Texts<RedirectTexts>
{
    public string Intro => T(
        "文章、标签、分类改了地址，旧地址会自动留在这里，一直转到它现在的地方。别处来的旧链接可以手工添加。",
        "When a post, tag or category changes its address, the old one stays here by itself and leads to wherever it is now. Old "
            + "links from elsewhere can be added by hand.");

    public string Add => T("添加跳转", "Add a redirect");
    public string From => T("旧地址", "Old address");

    public string FromHint =>
        T("本站的路径，例如 /2019/05/old-name.html；整条网址也行。", "A path of this site such as /2019/05/old-name.html; a whole address will do.");

    public string To => T("转到", "Leads to");
    public string ToHint => T("文章的标题或地址；标签、分类、图片的名字也行。", "Title or address of a post; or the name of a tag, a category or an image.");
    public string Which => T("有几个都符合，请选一个", "Several match: please choose one");

    public string NothingFound =>
        T("没有找到。请写标题或名字里的几个字，或者完整的地址。", "Nothing found. Please give some words of a title or name, or a whole address.");

    public string SeveralFound => T("符合的不止一个，请在下面选一个再提交。", "More than one matches: please choose below and send again.");
    public string Removed => T("移除了。", "Removed.");
    public string NoRedirects => T("还没有跳转。", "There are no redirects yet.");
    public string NothingMatches => T("没有符合的跳转。", "No redirect matches.");
    public string Search => T("搜索旧地址或目标", "Old address or target");
    public string Show => T("搜索", "Search");
    public string Since => T("添加于", "Since");
    public string IsAsleep => T("这个地址上现在有文章，由文章来回答", "A post lives here now, and it answers");
    public string IsUnpublished => T("还没有公开，暂时是 404", "not public yet, so 404 for now");
    public string Missing => T("找不到的地址", "Not found");

    public string MissingIntro => T(
        "读者要过、但本站没有的地址，每半分钟记一次。只记地址、次数和来处的网页，不记参数，不记是谁。",
        "Addresses that readers asked for in vain, noted every half minute: the address, how often, and the page that led there. "
            + "No parameters, and not who asked.");

    public string NoMissing => T("没有。读者要的地址都找得到。", "None: whatever readers ask for is there.");
    public string Address => T("地址", "Address");
    public string Times => T("次数", "Times");
    public string LastAt => T("最近一次", "Last asked for");
    public string WhatToDo => T("怎么办", "What to do");
    public string RedirectElsewhere => T("转到别处……", "Redirect elsewhere …");
    public string Ignore => T("忽略", "Ignore");
    public string Heed => T("不再忽略", "Ignore no longer");
    public string ShowOpen => T("回到没处理的", "Back to the open ones");

    public string ShowIgnored(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"忽略了的 {count} 个")
            : string.Create(CultureInfo.InvariantCulture, $"{count} ignored");

    public string Attacks(long count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"另有 {count:N0} 次请求是在找漏洞（.php、wp-login、.env 之类，从这次启动算起），没有列在下面。")
            : string.Create(CultureInfo.InvariantCulture, $"Not listed: {count:N0} requests since the start that only looked for holes (.php, wp-login, .env and the like).");

    public string Known(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"已有 {count} 条")
            : (count == 1 ? "1 redirect" : string.Create(CultureInfo.InvariantCulture, $"{count} redirects"));

    public string Made(string path) => IsChinese ? $"{path} 从现在起会转过去。" : $"{path} leads there from now on.";
    public string RedirectTo(string name) => IsChinese ? $"转到「{name}」" : $"Redirect to “{name}”";
    public string CameFrom(string page) => IsChinese ? $"来自 {page}" : $"From {page}";

    public string KindName(RedirectKind kind) =>
        kind switch
        {
            RedirectKind.Post => T("文章", "Post"),
            RedirectKind.Tag => T("标签", "Tag"),
            RedirectKind.Category => T("分类", "Category"),
            _ => T("图片", "Image"),
        };

    /// <summary>Why a redirect was not made; the second is what lives at its path.</summary>
    public string Fault(RedirectFault fault, string? holder) =>
        fault switch
        {
            RedirectFault.Missing => T("请写出旧地址。", "Please give the old address."),
            RedirectFault.TooLong => T("这个地址太长了。", "This address is too long."),
            RedirectFault.Malformed => T(
                "这不是一个路径：里面有空的一段、反斜杠或看不见的字符。",
                "This is no path: it holds an empty segment, a backslash or an unseen character."),
            RedirectFault.Reserved => T("这个地址归系统自己用，不能当作旧地址。", "This address belongs to the system and cannot be an old one."),
            RedirectFault.Held => IsChinese
                ? $"这个地址上有「{holder}」，跳转不会起作用。请先改它的地址。"
                : $"“{holder}” lives at this address, so a redirect would do nothing. Please change its address first.",
            RedirectFault.Known => T(
                "这个旧地址已经有跳转了。想换目标，请先移除原来那条。",
                "There is a redirect for this old address. To change where it leads, please remove that one first."),
            _ => T("要转到的东西已经不在了。", "What it should lead to is no longer there."),
        };
}
