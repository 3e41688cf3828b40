namespace Blog.Site.Localization;

public sealed class ReaderTexts : Texts<ReaderTexts>
{
    /// <summary>Name of the language in itself.</summary>
    public string LanguageName => T("中文", "English");

    /// <summary>The home page of the language's edition, in it: where a page has no counterpart.</summary>
    public string EditionHome => T("中文首页", "English home");
    public string SkipToContent => T("跳到正文", "Skip to content");
    public string MainNavigation => T("主导航", "Main");
    public string Home => T("首页", "Home");
    public string Archives => T("归档", "Archives");
    public string Categories => T("分类", "Categories");
    public string Tags => T("标签", "Tags");
    public string Search => T("搜索", "Search");
    public string SearchDescription => T("在全部文章里搜索。", "Search all posts.");
    public string SearchLabel => T("搜索全部文章", "Search all posts");

    public string SearchHelp =>
        T(
            "输入一个字、一个词或几个词，用空格隔开。引号里的词组按原样查找，例如 “异步编程”；前面带减号的词会被排除，例如 缓存 -Redis。",
            "Type one or more words, separated by spaces. Words in quotation marks are searched as a phrase, as in “page cache”; a "
                + "word after a minus sign is excluded, as in cache -redis."
        );

    public string SearchOnlyExcludes =>
        T("只有要排除的词，请再输入要查找的词。", "There are only words to exclude. Please add a word to search for.");
    public string SearchNoWords =>
        T("这里只有标点，请输入要查找的字词。", "There are only symbols here. Please enter a word to search for.");

    public string SearchAdvice =>
        T(
            "可以换一个更短或更常见的说法，少写几个词，或者去掉引号。",
            "Try shorter, more common or fewer words, or remove the quotation marks."
        );

    public string SearchElsewhere => T("也可以在另一种语言的文章里找：", "Or search the posts in another language: ");

    public string SearchTooLong(int limit) =>
        IsChinese
            ? $"搜索的文字最多 {limit} 个字符，请缩短后再试。"
            : $"A search can have at most {limit} characters. Please shorten it and try again.";

    public string SearchFoundNothing(string query) => IsChinese ? $"没有找到与「{query}」有关的文章。" : $"No results for “{query}”.";

    /// <summary>As <see cref="SearchCount"/>, for a number that a script puts in.</summary>
    public string SearchCountOf(string count) => IsChinese ? $"找到 {count} 个搜索结果。" : $"{count} results.";

    /// <summary>The static copy of the site could not load its search data.</summary>
    public string SearchFailed =>
        T("搜索数据没有加载成功，请检查网络后再试。", "The search data could not be loaded. Please check the network and try again.");

    public string SearchNeedsScriptBefore =>
        T("在这里搜索需要 JavaScript。没有它时，可以", "Searching here needs JavaScript. Without it, ");
    public string SearchNeedsScriptLink => T("到原站搜索", "search on the live site");
    public string SearchNeedsScriptAfter => T("。", ".");

    public string SearchCount(int count) => IsChinese ? $"找到 {count} 个搜索结果。" : (count == 1 ? "1 result." : $"{count} results.");

    public string SearchClosest(int count) =>
        IsChinese
            ? $"没有完全匹配，下面最接近的有 {count} 篇。"
            : $"No exact match; {(count == 1 ? "the closest post is" : $"the {count} closest posts are")} below.";

    public string SearchMeant => T("你是不是要找：", "Did you mean: ");

    public string ThemeAuto => T("明暗：跟随系统", "Theme: follow the system");
    public string ThemeLight => T("明暗：浅色", "Theme: light");
    public string ThemeDark => T("明暗：深色", "Theme: dark");
    public string Pinned => T("置顶", "Pinned");
    public string PostedOn => T("发表于", "Posted on");
    public string UpdatedOn => T("更新于", "Updated on");
    public string FiledUnder => T("分类于", "In");
    public string WrittenIn => T("语言", "Language");
    public string ReadMore => T("阅读全文 »", "Read more »");
    public string Pager => T("分页", "Pages");
    public string PreviousPage => T("上一页", "Previous page");
    public string NextPage => T("下一页", "Next page");
    public string Contents => T("文章目录", "Table of contents");
    public string Neighbours => T("上一篇与下一篇", "Previous and next post");
    public string PreviousPost => T("上一篇", "Previous");
    public string NextPost => T("下一篇", "Next");
    public string TranslationBefore => T("本文另有 ", "Also in ");
    public string TranslationAfter => T(" 版。", ".");

    /// <summary>Before the link to an original that was changed after its translation.</summary>
    public string OriginalNewerBefore => T("本文是译文，", "This is a translation, and ");
    public string OriginalNewerAfter => T("在此之后又有更新，以原文为准。", " has been updated since.");

    public string IsOld(string day) =>
        IsChinese
            ? $"本文最后更新于 {day}，距今已超过一年，有些内容可能已经过时。"
            : $"Last updated on {day}, more than a year ago: some of this may be out of date.";

    public string PartOfSeries(string series, int part, int count) =>
        IsChinese ? $"本文是「{series}」系列的第 {part} 篇，共 {count} 篇" : $"Part {part} of {count} in the series “{series}”";

    public string Friends => T("友情链接", "Friends");
    public string FriendsDescription => T("朋友们的网站。", "The sites of friends.");
    public string NoFriends => T("这里还没有链接。", "There are no links here yet.");
    public string AllSeries => T("系列", "Series");
    public string AllSeriesDescription => T("本站的系列文章。", "The series on this site.");
    public string NoSeries => T("还没有系列。", "There are no series yet.");

    public string InSeries(string title) => IsChinese ? $"系列：{title}" : $"Series: {title}";

    public string SeriesDescription(string title, int count) =>
        IsChinese
            ? $"「{title}」系列，共 {count} 篇，按次序阅读。"
            : $"The series “{title}”: {(count == 1 ? "1 post" : $"{count} posts")}, in order.";

    public string WholeSeries => T("查看整个系列", "The whole series");
    public string PreviousPart => T("系列上一篇", "Previous part");
    public string NextPart => T("系列下一篇", "Next part");
    public string ForAuthors => T("作者", "For the author");
    public string EditPost => T("编辑", "Edit");
    public string Related => T("相关文章", "Related posts");
    public string AuthorLabel => T("本文作者：", "Author:");
    public string LinkLabel => T("本文链接：", "Link:");
    public string RightsLabel => T("版权声明：", "Licence:");
    public string RightsBefore => T("除特别声明外，本文以 ", "Unless noted otherwise, this text is published under ");
    public string RightsAfter => T(" 许可发布，转载请注明出处。", ".");
    public string BackToTop => T("返回顶部，已读 ", "Back to top, read ");
    public string Copy => T("复制", "Copy");
    public string Copied => T("已复制", "Copied");

    /// <summary>Title of the page for requests that come too often.</summary>
    public string TooOftenTitle => T("请求太频繁", "Too many requests");

    public string TooOftenText =>
        T("来自你的网络的请求太多，请稍后再试。", "There were too many requests from your address. Please try again later.");

    /// <summary>What is copied; <c>{0}</c> is the language of the code.</summary>
    public string ThisCode => T("这段 {0} 代码", "this {0} code");
    public string FullSize => T("查看大图", "View full size");
    public string Close => T("关闭", "Close");
    public string NoPosts => T("这里还没有文章。", "There are no posts here yet.");
    public string NoTags => T("还没有标签。", "There are no tags yet.");
    public string NoCategories => T("还没有分类。", "There are no categories yet.");
    public string LicenceBefore => T("文字以 ", "Text under ");
    public string LicenceAfter => T(" 发布", "");
    public string LatestPosts => T("最近的文章", "Latest posts");
    public string NotFoundTitle => T("找不到这个页面", "Page not found");

    public string NotFoundText =>
        T(
            "地址可能有误，也可能文章从未发布。凡是公开过的地址，本站都会重定向到新的位置。",
            "The address may be mistyped, or the post was never published. Addresses that were once public redirect to their new "
                + "location."
        );

    public string ErrorTitle => T("出错了", "Something went wrong");

    public string ErrorText =>
        T(
            "服务器未能完成这次请求，错误已记录。请稍后再试。",
            "The server could not complete this request, and the error was recorded. Please try again later."
        );

    public string BadRequestTitle => T("无法处理这个请求", "Bad request");

    public string BadRequestText =>
        T(
            "浏览器发来的内容不完整或格式不正确。请返回上一页再试一次。",
            "What the browser sent is incomplete or malformed. Please go back and try again."
        );

    public string ErrorNumber => T("错误编号", "Error number");
    public string BackHome => T("回到首页", "Back to the home page");
    public string ArchivesDescription => T("按年份排列的全部文章。", "All posts, by year.");
    public string TagsDescription => T("全部标签，按使用次数排列。", "All tags, most used first.");
    public string CategoriesDescription => T("全部分类和其中的文章数。", "All categories with their number of posts.");
    public string Follow => T("订阅", "Feeds");
    public string FooterLinks => T("页脚链接", "Footer links");

    /// <summary>A sentence: this list holds the posts of this language only.</summary>
    public string OnlyThisLanguage => T("只列中文文章。", "Posts in English only.");
    public string Subcategories => T("下级分类", "Subcategories");
    public string MostUsed => T("最常用", "Most used");
    public string Years => T("年份", "Years");
    public string AllYears => T("全部", "All");
    public string Months => T("月份", "Months");

    public string Space => T("", " ");

    public string MonthName(int month) => IsChinese ? $"{month} 月" : CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    /// <summary>Title of a year's archive, or of a month's.</summary>
    public string ArchivesOf(int year, int? month) =>
        (IsChinese, month) switch
        {
            (true, null) => $"{year} 年归档",
            (true, _) => $"{year} 年 {month} 月归档",
            (false, null) => $"Archives of {year}",
            (false, { } number) => $"Archives of {MonthName(number)} {year}",
        };

    /// <summary>Of a site whose owner has not described it.</summary>
    public string SiteDescription(string title) => IsChinese ? $"{title}的全部文章。" : $"All posts on {title}.";

    public string ArchivesOfDescription(string title, int count) =>
        IsChinese ? $"{title}：{count} 篇文章。" : $"{title}: {(count == 1 ? "one post" : $"{count} posts")}.";

    public string TagDescription(string tag, int count) =>
        IsChinese ? $"带有标签「{tag}」的文章，共 {count} 篇。"
        : count == 1 ? $"One post tagged {tag}."
        : $"{count} posts tagged {tag}.";

    public string CategoryDescription(string category, int count) =>
        IsChinese ? $"分类「{category}」下的文章，共 {count} 篇。"
        : count == 1 ? $"One post in {category}."
        : $"{count} posts in {category}.";

    /// <summary>Between a label and its value.</summary>
    public string Colon => T("：", ": ");

    /// <summary>Reading time; minutes, at least 1.</summary>
    public string Minutes(int minutes) => IsChinese ? $"阅读 ≈ {minutes} 分钟" : $"≈ {minutes} min read";

    public string Words(int words) =>
        IsChinese
            ? $"本文字数 {Thousands(words)}"
            : string.Create(CultureInfo.InvariantCulture, $"{words:N0} {(words == 1 ? "word" : "words")}");

    public string PageNumber(int page) => IsChinese ? $"第 {page} 页" : $"Page {page}";

    public string PostCount(int count) => IsChinese ? $"{count} 篇" : (count == 1 ? "1 post" : $"{count} posts");

    /// <summary>The number of posts and, for a list of several pages, which of them this is.</summary>
    public string PostCount(int count, int page, int pages) =>
        pages < 2 ? PostCount(count)
        : IsChinese ? $"{PostCount(count)} · 第 {page} 页，共 {pages} 页"
        : $"{PostCount(count)} · page {page} of {pages}";

    public string TagCount(int count) =>
        IsChinese ? $"目前共计 {count} 个标签。" : (count == 1 ? "One tag so far." : $"{count} tags so far.");

    public string CategoryCount(int count) =>
        IsChinese ? $"目前共计 {count} 个分类。" : (count == 1 ? "One category so far." : $"{count} categories so far.");

    public string ArchiveSummary(int count) =>
        IsChinese ? $"目前共计 {count} 篇文章。" : (count == 1 ? "One post so far." : $"{count} posts so far.");

    public string TaggedWith(string tag) => IsChinese ? $"标签：{tag}" : $"Tagged {tag}";

    public string FiledIn(string category) => IsChinese ? $"分类：{category}" : $"In {category}";

    private static string Thousands(int number) =>
        number < 1000
            ? number.ToString(CultureInfo.InvariantCulture)
            : (number / 1000.0).ToString("0.#", CultureInfo.InvariantCulture) + "k";
}
