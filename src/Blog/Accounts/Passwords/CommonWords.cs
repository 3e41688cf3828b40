using System.Collections.Frozen;

namespace Blog.Accounts.Passwords;

/// <summary>
/// Passwords of twelve characters and more known from breaches, and the short words that most longer ones are made of. The sources of the
/// lists: SOURCES.md beside this file.
/// </summary>
internal static class CommonWords
{
    /// <summary>Length of the longest entry.</summary>
    public const int MaxLength = 32;

    /// <summary>What the lists, which are mostly of English and Russian origin, lack: pinyin, and words related to a blog.</summary>
    private const string Ours = """
        woaini woaiwo aini woaiwojia woainima wobuaini woxiangni woaizhongguo nihao nihaoma laopo laogong baobei baobao qinaide xihuanni
        zhongguo zhonghua beijing shanghai guangzhou shenzhen hangzhou chengdu wuhan nanjing tianjin chongqing xian suzhou xiamen qingdao
        taobao alipay zhifubao tencent weixin wechat weibo baidu alibaba huawei xiaomi bilibili douyin zhihu
        mima wodemima denglu zhanghao yonghu guanli guanliyuan wangzhan wangluo diannao jisuanji chengxu chengxuyuan kaifa gongsi xitong
        shujuku
        kaixin kuaile xingfu pengyou mama baba jiejie didi meimei gege laoshi xuesheng daxue jiayou facai gongxi xinnian shengri haohao
        zhang zhangsan zhangwei lisi wangwu wang wangwei liwei liu chen chenchen yang zhao huang zhou zhu guo gao lin luo zheng liang
        xie song tang deng feng peng
        xiaoxiao xiaoming xiaolong feifei longlong lele yangyang tingting caonima shabi tianya qwer asdf zxcv
        blog blogs blogger blogging weblog boke bokeyuan wodeboke myblog website homepage page site post posts article comment
        editor author owner writer reader
        admin administrator root user username guest login signin password passwort passwd pass passphrase secret letmein welcome changeme
        default test testing temp demo
        markdown sqlite dotnet aspnet razor csharp hexo hugo jekyll wordpress ghost next docker server localhost database computer
        internet security system
        chrome firefox safari github gitlab google apple microsoft windows linux ubuntu debian
        spring summer autumn winter monday friday sunday january february march april june july august september october november december
        my the your this that iloveyou love hello
        """;

    private static readonly FrozenSet<string> Long = Read("Passwords/common.txt").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = Long.Concat(Read("Passwords/words.txt"))
        .Concat(Ours.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The listed passwords that are long enough to be allowed otherwise.</summary>
    internal static IReadOnlyCollection<string> LongOnes => Long;

    public static bool Contains(ReadOnlySpan<char> word) => word.Length <= MaxLength && All.Contains(word);

    private static IEnumerable<string> Read(string name)
    {
        using var reader = new StreamReader(typeof(CommonWords).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
