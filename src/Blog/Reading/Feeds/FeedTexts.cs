using Blog.Site.Localization;

namespace Blog.Reading.Feeds;

public sealed class FeedTexts : Texts<FeedTexts>
{
    /// <summary>The page's title, and the text of links to it.</summary>
    public string Title => T("订阅", "Feeds");

    public string WhatIsAFeed =>
        T(
            "订阅源是给阅读器用的文章清单：把一个地址交给阅读器，有新文章时它会自动获取，不用留下邮箱，也不用常回来看。",
            "A feed is a list of posts for a feed reader: give it one of these addresses and it fetches new posts automatically, "
                + "without your e-mail address and without you having to come back and check."
        );

    public string WhichFormat =>
        T(
            "三种格式内容相同，选阅读器支持的一种即可；拿不准就用 Atom。",
            "All three formats have the same content; use one that your reader supports, or Atom if in doubt."
        );

    public string WholeSite => T("全部文章", "All posts");
    public string AllLanguages => T("所有语言", "All languages");
    public string ByCategory => T("按分类", "By category");
    public string ByTag => T("按标签", "By tag");

    public string Description =>
        T(
            "本站的全部订阅源：Atom、RSS 和 JSON Feed，按语言、分类和标签。",
            "All feeds of this site, as Atom, RSS and JSON Feed: by language, category and tag."
        );
}
