using Blog.Data.Redirects;
using Blog.Site.Localization;

namespace Blog.Admin.Redirects;

public sealed class RedirectTexts : Texts<RedirectTexts>
{
    public string Intro =>
        T(
            "文章、标签、分类的地址变更后，旧地址会自动留在这里，始终重定向到现在的地址。来自别处的旧链接可以手工添加。",
            "When the address of a post, tag or category changes, the old one is kept here automatically and redirects to the current "
                + "one. Old links from elsewhere can be added by hand."
        );

    public string Add => T("添加重定向", "Add a redirect");
    public string From => T("旧地址", "Old address");

    public string FromHint =>
        T(
            "本站的路径，例如 /2019/05/old-name.html；完整的网址也可以。",
            "A path on this site, such as /2019/05/old-name.html, or a full address."
        );

    public string To => T("重定向到", "Redirects to");
    public string ToHint =>
        T("文章的标题或地址；标签、分类、图片的名称也可以。", "Title or address of a post, or the name of a tag, category or image.");
    public string Which => T("有几个都符合，请选一个", "Several match: please choose one");

    public string NothingFound =>
        T(
            "没有找到。请填写标题或名称中的几个字，或者完整的地址。",
            "Nothing found. Please enter part of a title or name, or a full address."
        );

    public string SeveralFound => T("符合的不止一个，请在下面选择一个再提交。", "Several match: please choose one below and submit again.");
    public string Removed => T("已移除。", "Removed.");
    public string NoRedirects => T("还没有重定向。", "There are no redirects yet.");
    public string NothingMatches => T("没有符合条件的重定向。", "No matching redirects.");
    public string Search => T("搜索旧地址或目标", "Search old addresses and targets");
    public string Show => T("搜索", "Search");
    public string Since => T("添加于", "Added");
    public string IsAsleep => T("这个地址现在属于一篇文章，重定向不生效", "A post uses this address now, so the redirect is inactive");
    public string IsUnpublished => T("尚未公开，暂时返回 404", "not published yet, returns 404 for now");
    public string Missing => T("找不到的地址", "Not found");

    public string MissingIntro =>
        T(
            "读者访问过但本站没有的地址，每半分钟记录一次。只记录地址、次数和来源网页，不记录参数和访问者。",
            "Addresses that readers requested but were not found, recorded every half minute: the address, how often, and the "
                + "referring page. Neither query strings nor visitors are recorded."
        );

    public string NoMissing => T("没有。读者访问的地址都存在。", "None: every address that readers requested was found.");
    public string Address => T("地址", "Address");
    public string Times => T("次数", "Times");
    public string LastAt => T("最近一次", "Last requested");
    public string WhatToDo => T("操作", "Actions");
    public string RedirectElsewhere => T("重定向到别处……", "Redirect elsewhere…");
    public string Ignore => T("忽略", "Ignore");
    public string Heed => T("不再忽略", "Stop ignoring");
    public string ShowOpen => T("回到待处理的", "Back to the open ones");

    public string ShowIgnored(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"已忽略 {count} 个")
            : string.Create(CultureInfo.InvariantCulture, $"{count} ignored");

    public string Attacks(long count) =>
        IsChinese
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"另有 {count:N0} 次请求是在扫描漏洞（.php、wp-login、.env 之类，从这次启动算起），没有列在下面。"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Not listed: {count:N0} requests since startup that only scanned for vulnerabilities (.php, wp-login, .env etc.)."
            );

    public string Known(int count) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"已有 {count} 条")
            : (count == 1 ? "1 redirect" : string.Create(CultureInfo.InvariantCulture, $"{count} redirects"));

    public string Made(string path) => IsChinese ? $"{path} 从现在起会重定向过去。" : $"{path} now redirects there.";

    public string RedirectTo(string name) => IsChinese ? $"重定向到「{name}」" : $"Redirect to “{name}”";

    public string CameFrom(string page) => IsChinese ? $"来自 {page}" : $"From {page}";

    public string KindName(RedirectKind kind) =>
        kind switch
        {
            RedirectKind.Post => T("文章", "Post"),
            RedirectKind.Tag => T("标签", "Tag"),
            RedirectKind.Category => T("分类", "Category"),
            RedirectKind.Page => T("页面", "Page"),
            _ => T("图片", "Image"),
        };

    /// <summary>Why a redirect was not made; the second is what lives at its path.</summary>
    public string Error(RedirectError error, string? holder) =>
        error switch
        {
            RedirectError.Missing => T("请填写旧地址。", "Please enter the old address."),
            RedirectError.TooLong => T("这个地址太长了。", "The address is too long."),
            RedirectError.Malformed => T(
                "路径无效：其中有空的一段、反斜线或不可见的字符。",
                "Invalid path: it contains an empty segment, a backslash or an invisible character."
            ),
            RedirectError.Reserved => T(
                "这个地址由系统保留，不能用作旧地址。",
                "This address is reserved and cannot be used as an old address."
            ),
            RedirectError.Held => IsChinese
                ? $"这个地址属于「{holder}」，重定向不会生效。请先更改它的地址。"
                : $"“{holder}” uses this address, so a redirect would have no effect. Please change its address first.",
            RedirectError.Known => T(
                "这个旧地址已有重定向。要更改目标，请先移除原来那条。",
                "This old address already has a redirect. To change its target, please remove that one first."
            ),
            _ => T("重定向的目标已不存在。", "The target no longer exists."),
        };
}
