namespace Blog.Reading.Feeds;

public sealed partial record FeedTexts
{
    /// <summary>Simplified Chinese.</summary>
    public static FeedTexts Chinese { get; } = new()
    {
        Title = "订阅",
        WhatIsAFeed = "订阅源是写给阅读器的文章清单：把一个地址交给你的阅读器，有新文章时它会自己取来，不用留下邮箱，也不用常回来看。",
        WhichFormat = "三种格式内容相同，选阅读器认得的一种即可；拿不准就用 Atom。",
        WholeSite = "全部文章",
        AllLanguages = "所有语言",
        ByCategory = "按分类",
        ByTag = "按标签",
        Description = "本站的全部订阅源：Atom、RSS 和 JSON Feed，按语言、分类和标签。",
    };
}
