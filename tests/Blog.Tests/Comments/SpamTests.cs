using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Blog.Comments;
using Blog.Comments.Spam;
using Blog.Data.Comments;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Comments;

public sealed class SpamTests : IAsyncDisposable
{
    private const string Campaign = "Great article, I really enjoyed reading it. Visit my shop for the best watches of this year, number ";

    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_field_that_people_do_not_see_makes_it_spam_and_the_answer_is_the_same()
    {
        var post = await _blog.PublishAsync("一篇");
        using var sent = await _blog.CommentAsync(post, "买表吗", with: form => new(form) { ["company"] = "x" });
        var page = await new Visitor(_blog).PageAsync(CommentedBlog.SecretOf(sent));
        Assert.Contains("审核后", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var comment = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((CommentState.Spam, CommentReason.Trap), (comment.State, comment.Reason));
    }

    [Fact]
    public async Task The_sixth_comment_of_a_network_within_ten_minutes_waits_its_turn_with_its_text()
    {
        var post = await _blog.PublishAsync("一篇");
        for (var i = 0; i < 5; i++)
        {
            using var sent = await _blog.CommentAsync(post, $"第 {i} 条", address: $"203.0.113.{i}");
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }

        using (var refused = await _blog.CommentAsync(post, "第六条", address: "203.0.113.200"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            var page = await Visitor.ParsedAsync(refused);
            Assert.Equal("第六条", page.QuerySelector("textarea")!.TextContent.Trim());
            Assert.Contains("10 分钟", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }

        using var elsewhere = await _blog.CommentAsync(post, "别处", address: "198.51.100.1");
        Assert.Equal(HttpStatusCode.SeeOther, elsewhere.StatusCode);
        _blog.Clock.Advance(TimeSpan.FromMinutes(11));
        using var later = await _blog.CommentAsync(post, "第六条", address: "203.0.113.200");
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
        foreach (var i in Enumerable.Range(0, 6))
        {
            using var six = await _blog.CommentAsync(post, $"six {i}", address: $"2001:db8:1:{i}::1");
            Assert.Equal(i < 5 ? HttpStatusCode.SeeOther : HttpStatusCode.TooManyRequests, six.StatusCode); // a /48 is one network
        }
    }

    [Fact]
    public async Task A_second_press_of_the_button_stores_nothing_and_says_so()
    {
        var post = await _blog.PublishAsync("一篇");
        using var first = await _blog.CommentAsync(post, "只发一次");
        using var second = await _blog.CommentAsync(post, "只发一次");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Single(await _blog.CommentsAsync());
    }

    [Fact]
    public async Task Nearly_the_same_text_from_many_networks_waits_and_becomes_spam_also_after_a_restart()
    {
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        for (var i = 0; i < 3; i++)
        {
            using var sent = await _blog.CommentAsync(post, Campaign + i.ToString(CultureInfo.InvariantCulture), address: $"198.51.{i}.1");
        }

        using (var recent = new RecentTexts(_blog.Clock)) // as after a start
        {
            await _blog.WithDbAsync(async db => Assert.Equal(3, await recent.NoteAsync(db, Campaign + "99, truly", default)));
            await _blog.WithDbAsync(async db =>
                Assert.Equal(0, await recent.NoteAsync(db, "Another remark, on the index of that table.", default))
            );
        }

        using var last = await _blog.CommentAsync(post, Campaign + "4!", address: "198.51.9.1");
        Assert.Equal(
            [CommentReason.Unknown, CommentReason.Similar, CommentReason.Similar, CommentReason.Similar],
            (await _blog.CommentsAsync()).Select(comment => comment.Reason!.Value)
        );
        Assert.Equal(CommentState.Spam, (await _blog.CommentsAsync())[^1].State);
    }

    [Fact]
    public async Task A_text_is_remembered_for_three_days_among_the_last_five_thousand()
    {
        using var recent = new RecentTexts(_blog.Clock);
        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal(0, await recent.NoteAsync(db, Campaign + "1", default));
            Assert.Equal(1, await recent.NoteAsync(db, Campaign + "2", default));
            var random = new Random(20261201);
            for (var i = 0; i < 4_998; i++)
            {
                Assert.Equal(0, await recent.NoteAsync(db, string.Concat(Enumerable.Range(0, 40).Select(_ => Letter())), default));
            }

            Assert.Equal(2, await recent.NoteAsync(db, Campaign + "3", default));
            Assert.Equal(2, await recent.NoteAsync(db, Campaign + "4", default)); // the first had to go
            _blog.Clock.Leap(TimeSpan.FromDays(3));
            Assert.Equal(0, await recent.NoteAsync(db, Campaign + "5", default));
            Assert.Equal(1, await recent.NoteAsync(db, Campaign + "6", default));

            char Letter() => (char)('a' + random.Next(26));
        });
    }

    [Fact]
    public async Task Words_and_networks_of_the_owner_decide()
    {
        var post = await _blog.PublishAsync("一篇");
        await _blog.WithDbAsync(async db =>
        {
            db.CommentBlocks.Add(new CommentBlock(CommentBlockKind.Word, "Casino", _blog.Clock.GetUtcNow()));
            db.CommentBlocks.Add(new CommentBlock(CommentBlockKind.Network, "192.0.2.0/24", _blog.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        using var word = await _blog.CommentAsync(post, "去 ｃａｓｉｎｏ 看看"); // wide letters too
        Assert.Equal(
            (CommentState.Spam, CommentReason.Blocked),
            ((await _blog.CommentsAsync())[0].State, (await _blog.CommentsAsync())[0].Reason)
        );
        using var network = await _blog.CommentAsync(post, "你好", address: "192.0.2.77");
        Assert.Equal(HttpStatusCode.Forbidden, network.StatusCode);
        Assert.Equal("你好", (await Visitor.ParsedAsync(network)).QuerySelector("textarea")!.TextContent.Trim());
        Assert.Single(await _blog.CommentsAsync());
    }

    [Fact]
    public async Task A_trusted_writer_is_shown_at_once_but_not_with_many_links_and_not_by_name_alone()
    {
        var post = await _blog.PublishAsync("一篇");
        var hash = Comment.WriterHashOf(new CommentContent { Name = "老朋友", Email = "f@example.org" })!;
        await _blog.WithDbAsync(async db =>
        {
            db.TrustedWriters.Add(new TrustedWriter(hash, "老朋友", _blog.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        Dictionary<string, string> Mail(Dictionary<string, string> form) => new(form) { ["mail"] = "F@example.org" };
        using var shown = await _blog.CommentAsync(post, "又来了", "老朋友", with: Mail);
        using var links = await _blog.CommentAsync(post, "https://a.example https://b.example https://c.example", "老朋友", with: Mail);
        using var other = await _blog.CommentAsync(post, "冒名", "老朋友");
        Assert.Equal(
            [CommentState.Approved, CommentState.Waiting, CommentState.Waiting],
            (await _blog.CommentsAsync()).Select(comment => comment.State)
        );
        Assert.Equal(CommentReason.Links, (await _blog.CommentsAsync())[1].Reason);
        Assert.Contains("又来了", (await _blog.PageAsync(post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_many_are_refused_a_sum_is_asked_and_it_stops_by_itself()
    {
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        var attack = _blog.Services.GetRequiredService<AttackMode>();
        for (var i = 0; i < AttackMode.Most; i++)
        {
            Assert.False(attack.IsOn);
            attack.Refused();
        }

        var visitor = new Visitor(_blog, "198.51.100.9");
        using var asked = await _blog.CommentAsync(post, "Let me in", visitor: visitor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        var page = await Visitor.ParsedAsync(asked);
        var form = CommentedBlog.Filled((IHtmlFormElement)page.QuerySelector("form.write")!, "Let me in");
        var numbers = page.QuerySelector("label[for=c_sum]")!
            .TextContent.Split(' ')
            .Select(word => word.TrimEnd('?'))
            .Where(word => int.TryParse(word, out _))
            .Select(int.Parse)
            .ToList();
        _blog.Clock.Advance(TimeSpan.FromSeconds(5));
        form["sum"] = (numbers.Sum() + 1).ToString(CultureInfo.InvariantCulture);
        using (var wrong = await visitor.PostBareAsync($"/comments/{post.Id}", form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        form["sum"] = numbers.Sum().ToString(CultureInfo.InvariantCulture);
        using (var right = await visitor.PostBareAsync($"/comments/{post.Id}", form))
        {
            Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        }

        form["text"] = "Once more with the same answer";
        using (var twice = await visitor.PostBareAsync($"/comments/{post.Id}", form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        }

        Assert.Equal(CommentReason.Attack, Assert.Single(await _blog.CommentsAsync()).Reason);
        _blog.Clock.Advance(AttackMode.Calm + TimeSpan.FromMinutes(1));
        using var calm = await _blog.CommentAsync(post, "All is well", address: "198.51.100.10");
        Assert.Equal(HttpStatusCode.SeeOther, calm.StatusCode);
    }

    [Fact]
    public async Task Spam_is_emptied_after_thirty_days_and_nothing_else_is()
    {
        var post = await _blog.PublishAsync("一篇");
        foreach (var text in new[] { "垃圾", "等待", "删掉的" })
        {
            await _blog.SubmitAsync(post, text, approve: false);
        }

        var ids = (await _blog.CommentsAsync()).ConvertAll(comment => comment.Id);
        await _blog.WriteAsync(writer => writer.MarkSpamAsync([ids[0]], null, default));
        await _blog.WriteAsync(writer => writer.DeleteAsync([ids[2]], null, default));
        _blog.Clock.Leap(CommentUpkeep.SpamKept - TimeSpan.FromDays(1));
        Assert.Equal(3, (await _blog.CommentsAsync()).Count);
        _blog.Clock.Advance(TimeSpan.FromDays(2));
        await Poll.UntilAsync(async () => (await _blog.CommentsAsync()).Count == 2);
        Assert.Equal(["等待", "删掉的"], (await _blog.CommentsAsync()).Select(comment => comment.Text));
    }

    [Theory]
    [InlineData("Buy cheap watches here", "zh-CN", true)]
    [InlineData("中文里夹着 English words 也没关系", "zh-CN", false)]
    [InlineData("谢谢", "en", false)]
    [InlineData("Спасибо за статью, очень полезно", "en", true)]
    [InlineData("Danke für den schönen Artikel", "en", false)]
    [InlineData("+1", "zh-CN", false)]
    public void A_script_is_told_by_the_letters(string text, string language, bool isOther) =>
        Assert.Equal(isOther, SpamRules.IsInOtherScript(text, language));
}
