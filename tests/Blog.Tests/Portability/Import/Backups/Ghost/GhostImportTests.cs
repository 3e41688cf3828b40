using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Tests.Portability.Export;

namespace Blog.Tests.Portability.Import.Backups.Ghost;

/// <summary>
/// Exports of Ghost, as ghost/core/core/server/data/exporter of TryGhost/Ghost writes them: bodies of all editors, what is
/// public, addresses.
/// </summary>
public sealed class GhostImportTests
{
    private const string Routes = """
        routes:
        collections:
          /blog/:
            permalink: /blog/{year}/{slug}/
            filter: primary_tag:tech
          /:
            permalink: /{slug}/
            template: index
        taxonomies:
          tag: /tag/{slug}/
        """;

    [Fact]
    public async Task Bodies_of_all_editors_are_read()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture
            .Write("site/export.json", Export(GhostBodies.All.Select((one, number) => Post(number + 1, one.Name, one.Field, one.Body))))
            .Write("site/routes.yaml", "");

        var report = await fixture.ImportAsync();

        var posts = await fixture.PostsAsync();
        var wrong = GhostBodies
            .All.Where(one => posts[one.Name].Markdown != one.Markdown)
            .Select(one => $"--- {one.Name}\n+++ got:\n{posts[one.Name].Markdown}\n+++ want:\n{one.Markdown}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        BackupDump.Check("ghost.txt", BackupDump.Stable(await BackupDump.OfAsync(fixture, report)));
        await RoundTrip.AssertAsync(fixture.Host);
        Assert.Contains("card 'signup' is for members and newsletters: left out", ImportFixture.Warnings(report, "#5"));
        Assert.Contains("unknown card 'weather': left out", ImportFixture.Warnings(report, "#5"));
    }

    [Fact]
    public async Task Visibility_tags_addresses_and_pictures_are_as_they_were()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var body = GhostBodies.Lexical(
            """
            {"type":"paragraph","children":[{"type":"text","text":"看","format":0},
            {"type":"link","url":"__GHOST_URL__/blog/2020/p2/","children":[{"type":"text","text":"此"}]}]},
            {"type":"image","src":"__GHOST_URL__/content/images/size/w600/2020/05/cat.png","alt":"猫"}
            """
        );
        fixture
            .Write(
                "site/content/data/blog.ghost.2026-11-29.json",
                Export([
                    Post(1, "第一篇", "lexical", body),
                    Post(2, "技术文", "html", "<p>x</p>", row => row["custom_excerpt"] = "摘要"),
                    Post(3, "会员", "html", "<p>m</p>", row => row["visibility"] = "members"),
                    Post(4, "付费", "html", "<p>p</p>", row => row["visibility"] = "tiers"),
                    Post(5, "草稿", "html", "<p>d</p>", row => row["status"] = "draft"),
                    Post(6, "邮件", "html", "<p>s</p>", row => row["status"] = "sent"),
                    Post(
                        7,
                        "将来",
                        "html",
                        "<p>f</p>",
                        row => (row["status"], row["published_at"]) = ("scheduled", "2099-01-01T00:00:00.000Z")
                    ),
                    Post(8, "关于", "html", "<p>a</p>", row => row["type"] = "page"),
                    Post(9, "旧页", "html", "<p>o</p>", row => (row["page"], row["type"]) = (1, null)),
                    Post(10, "注入", "html", "<p>i</p>", row => row["codeinjection_head"] = "<script>CANARY</script>"),
                ])
            )
            .Write("site/content/settings/routes.yaml", Routes)
            .Write(
                "site/content/data/redirects.json",
                """
                [{"from":"^\\/alt\\/$","to":"/p1/","permanent":true},
                {"from":"/nowhere","to":"/lost/"},
                {"from":"^/re(.*)$","to":"/first/"}]
                """
            )
            .Picture("site/content/images/2020/05/cat.png");

        var report = await fixture.ImportAsync(with: request => request with { TakeSettings = true });

        var posts = await fixture.PostsAsync();
        Assert.Equal("/p1/", posts["第一篇"].Address.Value);
        Assert.Equal("/blog/2020/p2/", posts["技术文"].Address.Value);
        Assert.Equal("摘要", posts["技术文"].Description);
        Assert.Equal(["标签"], posts["技术文"].Tags.Select(tag => tag.Name));
        Assert.Contains("/media/", posts["第一篇"].Markdown, StringComparison.Ordinal);
        foreach (var hidden in new[] { "会员", "付费", "草稿", "邮件" })
        {
            Assert.Equal((hidden, PostState.Draft), (hidden, posts[hidden].State));
        }

        Assert.Equal(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), posts["将来"].PublishedAt);
        Assert.Equal(PostKind.Page, posts["关于"].Kind);
        Assert.Equal(PostKind.Page, posts["旧页"].Kind);
        Assert.Contains("code that was put into its page was left out", ImportFixture.Warnings(report, "#10"));
        Assert.Contains(report.Notes, note => note == "left out: 1 redirects of the old site that lead to no post of it");
        Assert.Contains(report.Kept, kept => kept is { Old: "/blog/2020/p2/amp/", Now: "/blog/2020/p2/" });
        Assert.Contains(report.Kept, kept => kept.Old == "/tag/tech/");
        Assert.Contains(report.Kept, kept => kept.Old == "/rss/");
        Assert.Contains(report.Kept, kept => kept is { Old: "/alt/", Now: "/p1/" });
        Assert.DoesNotContain("CANARY", posts["注入"].Markdown + report.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("owner@old.example", report.ToJson(), StringComparison.Ordinal);

        var again = await fixture.ImportAsync();
        Assert.Equal(10, again.Count(ImportOutcome.Unchanged));
    }

    [Fact]
    public async Task Whole_addresses_of_the_old_site_become_those_of_this_blog_and_others_stay()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        const string Text = """
            <p><img src="https://old.example/content/images/2020/05/cat.png"><img src="https://cdn.example/c/1/content/images/dog.png">
            <a href="https://old.example/p2/">a</a> <a href="https://www.old.example/p2/">b</a> <a href="https://new.example/p2/">c</a></p>
            """;
        fixture
            .Write("site/export.json", Export([Post(1, "一", "html", Text), Post(2, "二", "html", "<p>x</p>")]))
            .Picture("site/content/images/2020/05/cat.png");
        await fixture.ImportAsync(with: request => request with { NewAddresses = true });

        var text = (await fixture.PostsAsync())["一"].Markdown;
        Assert.Contains("/media/", text, StringComparison.Ordinal);
        Assert.Contains("[a](/p2) [b](/p2) [c](https://new.example/p2/)", text, StringComparison.Ordinal);
        Assert.Contains("https://cdn.example/c/1/content/images/dog.png", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_export_keeps_what_was_read()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var whole = Export([Post(1, "好的", "html", "<p>x</p>"), Post(2, "坏的", "html", "<p>y</p>")]);
        fixture.Write("site/export.json", whole[..whole.IndexOf("坏的", StringComparison.Ordinal)]);

        var report = await fixture.ImportAsync();

        Assert.Equal(1, report.Count(ImportOutcome.Created));
        Assert.Contains(report.Entries, entry => entry.Reason?.StartsWith("is broken here", StringComparison.Ordinal) == true);
    }

    private static JsonObject Post(int number, string title, string field, string body, Action<JsonObject>? with = null)
    {
        var row = new JsonObject
        {
            ["id"] = number.ToString(CultureInfo.InvariantCulture),
            ["uuid"] = "u" + number.ToString(CultureInfo.InvariantCulture),
            ["title"] = title,
            ["slug"] = "p" + number.ToString(CultureInfo.InvariantCulture),
            [field] = body,
            ["type"] = "post",
            ["status"] = "published",
            ["visibility"] = "public",
            ["published_at"] = "2020-05-03T20:00:00.000Z",
            ["updated_at"] = "2020-05-04 20:00:00",
        };
        with?.Invoke(row);
        return row;
    }

    /// <summary>An export with three tags, of which the second post has all.</summary>
    private static string Export(IEnumerable<JsonObject> posts) =>
        new JsonObject
        {
            ["db"] = new JsonArray(
                new JsonObject
                {
                    ["meta"] = new JsonObject { ["exported_on"] = 1588536000000, ["version"] = "5.82.0" },
                    ["data"] = new JsonObject
                    {
                        ["posts"] = new JsonArray([.. posts]),
                        ["posts_authors"] = new JsonArray(Row(("post_id", "2"), ("author_id", "1"), ("sort_order", "0"))),
                        ["posts_tags"] = new JsonArray(
                            Row(("post_id", "2"), ("tag_id", "12"), ("sort_order", "1")),
                            Row(("post_id", "2"), ("tag_id", "11"), ("sort_order", "0")),
                            Row(("post_id", "2"), ("tag_id", "13"), ("sort_order", "2"))
                        ),
                        ["settings"] = new JsonArray(
                            Row(("key", "title"), ("value", "旧园")),
                            Row(("key", "timezone"), ("value", "Asia/Shanghai")),
                            Row(("key", "navigation"), ("value", "[{\"label\":\"首页\",\"url\":\"/\"}]"))
                        ),
                        ["tags"] = new JsonArray(
                            Row(("id", "11"), ("name", "技术"), ("slug", "tech"), ("visibility", "public")),
                            Row(("id", "12"), ("name", "标签"), ("slug", "label"), ("visibility", "public")),
                            Row(("id", "13"), ("name", "#内部"), ("slug", "hash-internal"), ("visibility", "internal"))
                        ),
                        ["users"] = new JsonArray(Row(("id", "1"), ("name", "林"), ("slug", "lin"), ("email", "owner@old.example"))),
                    },
                }
            ),
        }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonObject Row(params (string Key, string Value)[] fields)
    {
        var row = new JsonObject();
        foreach (var (key, value) in fields)
        {
            row[key] = value;
        }

        return row;
    }
}
