using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Portability.Import.Backups;
using Blog.Tests.Portability.Export;

namespace Blog.Tests.Portability.Import.Backups.Halo;

/// <summary>The full backup of Halo 2: texts put together from changes, states, addresses, counts and threads of comments.</summary>
public sealed class HaloImportTests
{
    [Fact]
    public async Task A_full_backup_is_imported_and_repeated()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Picture("files/cat.png");
        await WriteAsync(fixture, "halo/20260101-backup.zip", Zip(Data(), await File.ReadAllBytesAsync(fixture.PathOf("files/cat.png"))));
        var report = await fixture.ImportAsync("halo/20260101-backup.zip");
        var text = await BackupDump.OfAsync(fixture, report);
        BackupDump.Check("halo.txt", BackupDump.Stable(text));
        await RoundTrip.AssertAsync(fixture.Host);
        Assert.All(
            (await fixture.ImportAsync("halo/20260101-backup.zip")).Entries.Where(entry => entry.Reason is null),
            entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome)
        );
        Assert.Equal(PostState.Draft, (await fixture.PostsAsync())["私密"].State);
    }

    [Theory]
    [InlineData(
        "a\nb\nc",
        """[{"type":"CHANGE","source":{"position":1,"lines":["b"]},"target":{"position":1,"lines":["B","b2"]}}]""",
        "a\nB\nb2\nc"
    )]
    [InlineData("", """[{"type":"INSERT","source":{"position":0,"lines":[]},"target":{"position":0,"lines":["neu"]}}]""", "neu")]
    [InlineData(
        "a\nb\nc\nd",
        """
            [{"type":"DELETE","source":{"position":0,"lines":["a"]},"target":{"position":0,"lines":[]}},
            {"type":"INSERT","source":{"position":4,"lines":[]},"target":{"position":3,"lines":["e"]}}]
            """,
        "b\nc\nd\ne"
    )]
    [InlineData("a", "[]", "a")]
    [InlineData("a", """[{"source":{"position":2,"lines":[]},"target":{"position":0,"lines":["x"]}}]""", null)]
    [InlineData("a", """[{"source":{"position":-1,"lines":[]},"target":{"position":0,"lines":["x"]}}]""", null)]
    [InlineData("a", """[{"source":{"position":0,"lines":["a","b","c"]},"target":{"position":0,"lines":[]}}]""", null)]
    [InlineData("a", """[{"source":{"position":2147483647,"lines":["a"]},"target":{"position":0,"lines":[]}}]""", null)]
    [InlineData("a", """[{"source":{"position":99999999999,"lines":[]},"target":{"position":0,"lines":[]}}]""", null)]
    [InlineData("a", """[{"source":{"position":0,"lines":[1]},"target":{"position":0,"lines":[]}}]""", null)]
    [InlineData("a", """[{"source":7}]""", null)]
    [InlineData("a", """{"source":7}""", null)]
    [InlineData("a", "not JSON", null)]
    public void Changes_are_applied_to_the_base_and_hostile_ones_are_refused(string text, string patch, string? expected) =>
        Assert.Equal(expected, LineChanges.Apply(text, patch));

    /// <remarks>Kinds and fields after api/src/main/java/run/halo/app/core/extension/content of halo-dev/halo.</remarks>
    private static string Data()
    {
        var rows = new JsonArray();
        void Add(string kind, string name, object data)
        {
            var json = JsonSerializer.Serialize(data);
            rows.Add(
                new JsonObject
                {
                    ["name"] = $"/registry/{kind}/{name}",
                    ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)),
                    ["version"] = 1,
                }
            );
        }

        static object Post(
            string title,
            string slug,
            string snapshots,
            string visible = "PUBLIC",
            bool publish = true,
            bool deleted = false
        ) =>
            new
            {
                spec = new
                {
                    title,
                    slug,
                    owner = "admin",
                    deleted,
                    publish,
                    visible,
                    pinned = title.StartsWith('第'),
                    publishTime = "2023-05-03T02:00:00Z",
                    allowComment = true,
                    excerpt = new { autoGenerate = false, raw = "摘要" },
                    cover = "/upload/cat.png",
                    categories = new[] { "c2" },
                    tags = new[] { "t1" },
                    baseSnapshot = snapshots + "-base",
                    headSnapshot = snapshots + "-head",
                    releaseSnapshot = snapshots + "-release",
                },
                metadata = new
                {
                    name = slug,
                    creationTimestamp = "2023-05-01T00:00:00Z",
                    labels = new Dictionary<string, string> { ["content.halo.run/published"] = publish ? "true" : "false" },
                },
                status = new { permalink = "/archives/" + slug, lastModifyTime = "2023-05-04T00:00:00Z" },
            };
        static object Snapshot(string type, string raw, string content) =>
            new
            {
                spec = new
                {
                    rawType = type,
                    rawPatch = raw,
                    contentPatch = content,
                },
            };
        static object Comment(string subject, string name, string content, bool approved = true) =>
            new
            {
                spec = new
                {
                    subjectRef = new { kind = "Post", name = subject },
                    raw = content,
                    content,
                    owner = new
                    {
                        kind = "Email",
                        name = name + "@halo.example",
                        displayName = name,
                        annotations = new { website = "https://" + name + ".example" },
                    },
                    ipAddress = "192.0.2.5",
                    creationTime = "2023-06-01T00:00:00Z",
                    approved,
                    hidden = false,
                    top = false,
                },
            };

        Add("content.halo.run/comments", "k1", Comment("first", "lin", "<p>写得<strong>好</strong></p>"));
        Add(
            "content.halo.run/replies",
            "k2",
            new
            {
                spec = new
                {
                    commentName = "k1",
                    content = "<p>谢谢</p>",
                    owner = new
                    {
                        kind = "User",
                        name = "admin",
                        displayName = "站长",
                    },
                    creationTime = "2023-06-02T00:00:00Z",
                    approved = true,
                },
            }
        );
        Add("content.halo.run/comments", "k3", Comment("first", "s", "<p>待审</p>", approved: false));
        Add("content.halo.run/posts", "first", Post("第一篇", "first", "s1"));
        Add("content.halo.run/posts", "second", Post("Second", "second", "s2"));
        Add("content.halo.run/posts", "secret", Post("私密", "secret", "s1", visible: "PRIVATE"));
        Add("content.halo.run/posts", "draft", Post("草稿", "draft", "s1", publish: false));
        Add("content.halo.run/posts", "bad", Post("坏", "bad", "s3"));
        Add(
            "content.halo.run/categories",
            "c1",
            new
            {
                spec = new
                {
                    displayName = "技术",
                    slug = "tech",
                    children = new[] { "c2" },
                },
                status = new { permalink = "/categories/tech" },
            }
        );
        Add(
            "content.halo.run/categories",
            "c2",
            new { spec = new { displayName = "Linux", slug = "linux" }, status = new { permalink = "/categories/linux" } }
        );
        Add(
            "content.halo.run/tags",
            "t1",
            new { spec = new { displayName = "猫", slug = "cat" }, status = new { permalink = "/tags/cat" } }
        );
        Add("content.halo.run/snapshots", "s1-base", Snapshot("markdown", "第一行\n第二行\n![猫](/upload/cat.png)", "<p>x</p>"));
        Add(
            "content.halo.run/snapshots",
            "s1-release",
            Snapshot(
                "markdown",
                """[{"type":"CHANGE","source":{"position":1,"lines":["第二行"]},"target":{"position":1,"lines":["第二行，改过",""]}}]""",
                "[]"
            )
        );
        Add(
            "content.halo.run/snapshots",
            "s1-head",
            Snapshot(
                "markdown",
                """[{"type":"INSERT","source":{"position":0,"lines":[]},"target":{"position":0,"lines":["未发布"]}}]""",
                "[]"
            )
        );
        Add("content.halo.run/snapshots", "s2-base", Snapshot("HTML", "<h2>标题</h2>\n<p>正文 <em>斜</em></p>", "<h2>标题</h2>"));
        Add("content.halo.run/snapshots", "s2-release", Snapshot("HTML", "[]", "[]"));
        Add("content.halo.run/snapshots", "s2-head", Snapshot("HTML", "[]", "[]"));
        Add("content.halo.run/snapshots", "s3-base", Snapshot("markdown", "a", "a"));
        Add(
            "content.halo.run/snapshots",
            "s3-release",
            Snapshot("markdown", """[{"source":{"position":9,"lines":["x"]},"target":{"position":0,"lines":[]}}]""", "[]")
        );
        Add(
            "metrics.halo.run/counters",
            "posts.content.halo.run/first",
            new
            {
                visit = 321,
                upvote = 12,
                totalComment = 3,
            }
        );
        Add(
            "configmaps",
            "system",
            new
            {
                data = new
                {
                    basic = """{"title":"晴窗","subtitle":"记录","externalUrl":"https://halo.example/","language":"zh-CN"}""",
                    user = "{\"secret\":\"kanarie\"}",
                },
            }
        );
        Add("users", "admin", new { spec = new { displayName = "阿文", password = "kanarie-hash" } });
        rows.Add(
            new JsonObject
            {
                ["name"] = "/registry/content.halo.run/tags/broken",
                ["data"] = "%%%",
                ["version"] = 1,
            }
        );
        return rows.ToJsonString();
    }

    private static byte[] Zip(string data, byte[] picture)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var stream = archive.CreateEntry("extensions.data").Open())
            {
                stream.Write(Encoding.UTF8.GetBytes(data));
            }

            using var image = archive.CreateEntry("workdir\\attachments\\upload\\cat.png").Open(); // made on Windows
            image.Write(picture);
        }

        return zip.ToArray();
    }

    private static async Task WriteAsync(ImportFixture fixture, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(fixture.PathOf(name))!);
        await File.WriteAllBytesAsync(fixture.PathOf(name), bytes);
    }
}
