using System.Globalization;
using System.Text;
using Blog.Data;
using Blog.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// Chinese and English posts with realistic word frequencies (Zipf), the same in each run. They are inserted into the
/// table without rendering, which is another benchmark.
/// </summary>
internal static class SearchCorpus
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Chinese = Ranked(
        "的 一 是 在 不 了 有 和 这 个 我们 一个 可以 使用 问题",
        "数据 代码 缓存 学习 性能 数据库 测试 异步 编程 线程 内存 机器学习 服务器 异步编程 做缓存 猫 狗",
        Made(6000, chinese: true)
    );

    private static readonly string[] English = Ranked(
        "the of and a to in is it for that with on be as",
        "post read page cache posts index C# database .NET memory performance caching node.js C++ Redis allocation 8.0.11 "
            + "SaveChangesAsync save_changes v1.2.3",
        Made(12000, chinese: false)
    );

    /// <returns>How many characters their texts have.</returns>
    public static async Task<long> FillAsync(IServiceProvider services, int posts)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        db.Authors.Add(new Author("A"));
        await db.SaveChangesAsync();
        var random = new Random(20261123);
        var letters = 0L;
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 0; i < posts; i++)
        {
            var chinese = i % 2 == 0;
            var text = Text(random, 400 + random.Next(1700), chinese);
            letters += text.Length;
            var title = Text(random, 14, chinese);
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO Posts (
                    Kind, Language, Title, Markdown, BodyHtml, SummaryHtml, Contents, PlainText, WordCount, ReadingMinutes,
                    RendererVersion, Pinned, Hidden, CommentsOpen, State, PublishedAt, UpdatedAt, CreatedAt, AuthorId,
                    Address, AddressKey, FeedId, IsSample, Version, EditorSequence, Evergreen
                )
                VALUES (
                    'Post', {0}, {1}, {2}, {3}, '', '{{"Entries":[]}}', {2}, 1, 1,
                    'x', 0, 0, 1, 'Published', {4}, {4}, {4}, 1,
                    {5}, {5}, {5}, 0, 1, 0, 0
                )
                """,
                chinese ? "zh-CN" : "en",
                title,
                text,
                "<p>" + text + "</p>",
                Now.AddHours(-random.Next(80_000)).ToUnixTimeMilliseconds(),
                "/p" + i.ToString(CultureInfo.InvariantCulture)
            );
        }

        await transaction.CommitAsync();
        return letters;
    }

    /// <summary>Running text of that many characters.</summary>
    public static string Text(Random random, int length, bool chinese = true)
    {
        var text = new StringBuilder(length + 20);
        while (text.Length < length)
        {
            var mixed = random.Next(15) == 0;
            if (chinese != mixed)
            {
                text.Append(Pick(random, Chinese))
                    .Append(
                        random.Next(12) == 0 ? "，"
                        : random.Next(25) == 0 ? "。\n"
                        : ""
                    );
            }
            else
            {
                text.Append(Pick(random, English)).Append(random.Next(12) == 0 ? ". " : " ");
            }
        }

        return text.ToString();
    }

    /// <summary>The first is the most frequent: rank to the power of about minus one.</summary>
    private static string Pick(Random random, string[] words) =>
        words[(int)Math.Min(words.Length - 1, Math.Pow(words.Length, random.NextDouble()) - 1)];

    /// <summary>Common words first; the searched words rank where a tenth to a hundredth of the posts contain them.</summary>
    private static string[] Ranked(string common, string topics, IEnumerable<string> others)
    {
        var words = common.Split(' ').Concat(others).ToList();
        foreach (var (topic, i) in topics.Split(' ').Select((topic, i) => (topic, i)))
        {
            words.Insert(100 + (i * 40), topic);
        }

        return [.. words];
    }

    private static IEnumerable<string> Made(int count, bool chinese)
    {
        var random = new Random(7);
        string[] syllables =
        [
            "con",
            "ter",
            "pro",
            "al",
            "ing",
            "is",
            "ra",
            "men",
            "to",
            "li",
            "ver",
            "ex",
            "de",
            "ca",
            "no",
            "sta",
            "per",
            "qu",
            "ed",
            "um",
        ];
        for (var i = 0; i < count; i++)
        {
            yield return chinese
                ? string.Concat(
                    Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (char)(0x4E00 + (int)(3000 * Math.Pow(random.NextDouble(), 2))))
                )
                : string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => syllables[random.Next(syllables.Length)]));
        }
    }
}
