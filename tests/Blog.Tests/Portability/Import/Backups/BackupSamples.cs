using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Tests.Data;
using Blog.Tests.Portability.Import.Backups.Halo1;
using Blog.Tests.Portability.Import.Backups.WordPress;

namespace Blog.Tests.Portability.Import.Backups;

/// <summary>
/// One small site as a backup of each program: a post that readers saw, with a picture and comments where the program keeps them, posts
/// that they did not see, a text of which a part is lost and one that no parser may see. The remarks name the public sources.
/// </summary>
internal static class BackupSamples
{
    /// <summary>What an HTML parser keeps out of the text.</summary>
    private static readonly string Lossy = "<p>留下的。</p>" + string.Concat(Enumerable.Repeat("<template>丢掉的一段话。</template>", 9));

    private static readonly string Deep = string.Concat(Enumerable.Repeat("<div>", 500)) + "深处的话";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<BackupSample> All { get; } =
    [
        new("wordpress", "wordpress", WriteWordPress)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密", "密码", "太深"],
            Short = "变短",
            Deep = "太深",
            Comments = 3,
            Author = "林",
            Addresses =
            [
                ("/2020/05/03/public/", "公开"),
                ("/?p=1", "公开"),
                ("/2020/05/03/former/", "公开"),
                ("/2020/05/03/public/2/", "公开"),
                ("/2020/05/03/public/comment-page-1/", "公开"),
                ("/2020/05/03/public/comment-page-2/", "公开"),
                ("/2020/05/03/public/feed/", "公开"),
                ("/2020/05/03/public/feed/atom/", "公开"),
                ("/2020/05/03/public/trackback/", "公开"),
                ("/2020/05/03/public/embed/", "公开"),
                ("/2020/05/03/public/cat/", "公开"),
                ("/?attachment_id=7", "公开"),
                ("/about/", "关于"),
                ("/?page_id=5", "关于"),
                ("/about/feed/", "关于"),
                ("/2020/05/03/short/", "变短"),
                ("/?p=6", "变短"),
                ("/", null),
                ("/feed/", null),
                ("/feed/rss2/", null),
                ("/feed/rdf/", null),
                ("/feed/atom/", null),
                ("/?feed=rss2", null),
                ("/comments/feed/", null),
                ("/wp-sitemap.xml", null),
                ("/category/tech/", null),
                ("/category/tech/linux/", null),
                ("/category/linux/", null),
                ("/category/tech/linux/feed/", null),
                ("/?cat=4", null),
                ("/tag/cat/", null),
                ("/tag/cat/feed/", null),
                ("/?tag=cat", null),
                ("/author/lin/", null),
                ("/author/lin/feed/", null),
                ("/?author=1", null),
                ("/2020/", null),
                ("/2020/05/", null),
                ("/2020/05/03/", null),
                ("/?m=202005", null),
                ("/wp-content/uploads/2020/05/cat.png", null),
                ("/wp-content/uploads/2020/05/cat-300x200.png", null),
            ],
        },
        new("ghost", "ghost", WriteGhost)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密", "太深"],
            Short = "变短",
            Deep = "太深",
            Author = "林",
            Addresses =
            [
                ("/public/", "公开"),
                ("/public/amp/", "公开"),
                ("/former/", "公开"),
                ("/about/", "关于"),
                ("/short/", "变短"),
                ("/", null),
                ("/rss/", null),
                ("/sitemap.xml", null),
                ("/sitemap-posts.xml", null),
                ("/tag/linux/", null),
                ("/tag/linux/rss/", null),
                ("/tag/cat/", null),
                ("/tag/cat/rss/", null),
                ("/author/lin/", null),
                ("/author/lin/rss/", null),
                ("/content/images/2020/05/cat.png", null),
                ("/content/images/size/w600/2020/05/cat.png", null),
                ("/content/images/size/w600/format/webp/2020/05/cat.png", null),
            ],
        },
        new("halo", "halo/backup.zip", WriteHalo)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密", "太深"],
            Short = "变短",
            Deep = "太深",
            Comments = 2,
            Author = "林",
            Addresses =
            [
                ("/archives/public", "公开"),
                ("/about", "关于"),
                ("/archives/short", "变短"),
                ("/", null),
                ("/rss.xml", null),
                ("/feed.xml", null),
                ("/categories/linux", null),
                ("/tags/cat", null),
                ("/upload/2020/05/cat.png", null),
            ],
        },
        new("halo1", "halo1", WriteHalo1)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密", "密码", "太深"],
            Short = "变短",
            Deep = "太深",
            Comments = 2,
            Author = "站长",
            Addresses =
            [
                ("/2023/05/public.html", "公开"),
                ("/s/about.html", "关于"),
                ("/2023/05/short.html", "变短"),
                ("/", null),
                ("/archives.html", null),
                ("/feed", null),
                ("/feed.xml", null),
                ("/rss", null),
                ("/rss.xml", null),
                ("/atom", null),
                ("/atom.xml", null),
                ("/sitemap.xml", null),
                ("/sitemap.html", null),
                ("/categories.html", null),
                ("/categories/linux.html", null),
                ("/feed/categories/linux", null),
                ("/feed/categories/linux.xml", null),
                ("/atom/categories/linux.xml", null),
                ("/tags.html", null),
                ("/tags/cat.html", null),
                ("/upload/2023/05/cat.png", null),
            ],
        },
        new("halo-markdown", "halo-markdown/export.zip", WriteHaloMarkdown)
        {
            Public = ["公开"],
            Hidden = ["草稿", "太深"],
            Short = null,
            Deep = "太深",
            Addresses =
            [
                ("/archives/public", "公开"),
                ("/rss.xml", null),
                ("/atom.xml", null),
                ("/categories/linux", null),
                ("/tags/cat", null),
                ("/upload/2020/05/cat.png", null),
            ],
        },
        new("typecho", "typecho", WriteTypecho)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密", "密码", "太深"],
            Short = "变短",
            Deep = "太深",
            Comments = 2,
            Author = "林",
            Addresses =
            [
                ("/archives/1/", "公开"),
                ("/index.php/archives/1/", "公开"),
                ("/archives/1/comment-page-2", "公开"),
                ("/feed/archives/1/", "公开"),
                ("/feed/atom/archives/1/", "公开"),
                ("/about.html", "关于"),
                ("/index.php/about.html", "关于"),
                ("/archives/6/", "变短"),
                ("/", null),
                ("/feed/", null),
                ("/feed/rss/", null),
                ("/feed/atom/", null),
                ("/index.php/feed/", null),
                ("/category/linux/", null),
                ("/index.php/category/linux/", null),
                ("/feed/category/linux/", null),
                ("/tag/cat/", null),
                ("/feed/tag/cat/", null),
                ("/2020/", null),
                ("/2020/05/", null),
                ("/usr/uploads/2020/05/cat.png", null),
            ],
        },
        new("vanblog", "vanblog", WriteVanBlog)
        {
            Public = ["公开", "关于"],
            Hidden = ["草稿", "私密"],
            Author = "林",
            Addresses =
            [
                ("/post/public", "公开"),
                ("/post/1", "公开"),
                ("/about", "关于"),
                ("/", null),
                ("/timeline", null),
                ("/category", null),
                ("/category/Linux", null),
                ("/tag", null),
                ("/tag/猫", null),
                ("/feed.xml", null),
                ("/atom.xml", null),
                ("/feed.json", null),
                ("/rss/feed.xml", null),
                ("/sitemap/sitemap.xml", null),
                ("/static/img/cat.png", null),
            ],
        },
    ];

    /// <remarks>wp-admin/includes/export.php of WordPress/WordPress.</remarks>
    private static void WriteWordPress(string folder)
    {
        var terms = Wxr.Term("category", "linux", "Linux") + Wxr.Term("post_tag", "cat", "猫") + Wxr.Meta("_wp_old_slug", "former");
        var picture = $"<p><img src=\"{Wxr.Site}/wp-content/uploads/2020/05/cat-300x200.png\" alt=\"猫\"></p>";
        Write(
            folder,
            "export.xml",
            Wxr.Of(
                Wxr.Post(
                    1,
                    "公开",
                    picture + "\n<!--nextpage-->\n<p>第二页</p>",
                    terms + Wxr.Comment(1, "甲", "一") + Wxr.Comment(2, "乙", "二", parent: 1) + Wxr.Comment(3, "丙", "三", approved: "0"),
                    link: Wxr.Site + "/2020/05/03/public/",
                    name: "public"
                )
                    + Wxr.Post(2, "草稿", "<p>d</p>", status: "draft", link: Wxr.Site + "/?p=2")
                    + Wxr.Post(3, "私密", "<p>p</p>", status: "private")
                    + Wxr.Post(4, "密码", "<p>p</p>", password: "x")
                    + Wxr.Post(5, "关于", "<p>a</p>", type: "page", link: Wxr.Site + "/about/", name: "about")
                    + Wxr.Post(6, "变短", Lossy, link: Wxr.Site + "/2020/05/03/short/", name: "short")
                    + Wxr.Post(8, "太深", Deep)
                    + Wxr.Attachment(7, "2020/05/cat.png", parent: 1, link: Wxr.Site + "/2020/05/03/public/cat/")
                    + Wxr.MenuEntry(20, 2, "", "post_type", "page", "5")
                    + Wxr.MenuEntry(21, 1, "Linux 笔记", "taxonomy", "category", "4")
                    + Wxr.MenuEntry(22, 3, "别处", "custom", "custom", "22", "https://other.example/"),
                Wxr.Category(3, "tech", "技术") + Wxr.Category(4, "linux", "Linux", "tech")
            )
        );
        Picture(folder, "wp-content/uploads/2020/05/cat.png");
    }

    /// <remarks>ghost/core/core/server/data/exporter of TryGhost/Ghost; before version 4 it wrote whole addresses.</remarks>
    private static void WriteGhost(string folder)
    {
        static object Post(string id, string title, string slug, string html, string status = "published", string visibility = "public") =>
            new
            {
                id,
                uuid = "u" + id,
                title,
                slug,
                html,
                type = slug == "about" ? "page" : "post",
                status,
                visibility,
                author_id = "1",
                published_at = "2020-05-03T12:00:00.000Z",
                updated_at = "2020-05-03T12:00:00.000Z",
            };
        Write(
            folder,
            "export.json",
            JsonSerializer.Serialize(
                new
                {
                    db = new[]
                    {
                        new
                        {
                            meta = new { exported_on = 1_588_536_000_000, version = "3.42.0" },
                            data = new
                            {
                                posts = new[]
                                {
                                    Post(
                                        "1",
                                        "公开",
                                        "public",
                                        "<p><img src=\"https://old.example/content/images/2020/05/cat.png\" alt=\"猫\"> "
                                            + "<a href=\"https://old.example/about/\">我</a></p>"
                                    ),
                                    Post("2", "草稿", "draft", "<p>d</p>", "draft"),
                                    Post("3", "私密", "secret", "<p>p</p>", visibility: "members"),
                                    Post("4", "关于", "about", "<p>a</p>"),
                                    Post("5", "变短", "short", Lossy),
                                    Post("6", "太深", "deep", Deep),
                                },
                                posts_tags = new[]
                                {
                                    new
                                    {
                                        post_id = "1",
                                        tag_id = "1",
                                        sort_order = 0,
                                    },
                                    new
                                    {
                                        post_id = "1",
                                        tag_id = "2",
                                        sort_order = 1,
                                    },
                                },
                                tags = new[]
                                {
                                    new
                                    {
                                        id = "1",
                                        name = "Linux",
                                        slug = "linux",
                                        visibility = "public",
                                    },
                                    new
                                    {
                                        id = "2",
                                        name = "猫",
                                        slug = "cat",
                                        visibility = "public",
                                    },
                                },
                                users = new[]
                                {
                                    new
                                    {
                                        id = "1",
                                        name = "林",
                                        slug = "lin",
                                        email = "lin@old.example",
                                    },
                                },
                                settings = new[] { new { key = "title", value = "旧园" } },
                            },
                        },
                    },
                },
                Relaxed
            )
        );
        Write(folder, "redirects.json", """[{"from":"/former/","to":"/public/","permanent":true}]""");
        Picture(folder, "content/images/2020/05/cat.png");
    }

    /// <remarks>application/src/main/java/run/halo/app/migration and api/core/extension/content of halo-dev/halo.</remarks>
    private static void WriteHalo(string folder)
    {
        var rows = new List<object>();
        void Add(string kind, string name, object data) =>
            rows.Add(
                new
                {
                    name = $"/registry/{kind}/{name}",
                    data = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(data)),
                    version = 1,
                }
            );
        void Post(string title, string name, string html, string visible = "PUBLIC", bool publish = true, bool isPage = false)
        {
            Add(
                "content.halo.run/snapshots",
                "s-" + name,
                new
                {
                    spec = new
                    {
                        rawType = "HTML",
                        rawPatch = html,
                        contentPatch = html,
                    },
                }
            );
            Add(
                isPage ? "content.halo.run/singlepages" : "content.halo.run/posts",
                name,
                new
                {
                    spec = new
                    {
                        title,
                        slug = name,
                        owner = "lin",
                        publish,
                        visible,
                        publishTime = "2020-05-03T12:00:00Z",
                        categories = new[] { "c" },
                        tags = new[] { "t" },
                        baseSnapshot = "s-" + name,
                        headSnapshot = "s-" + name,
                        releaseSnapshot = "s-" + name,
                    },
                    metadata = new
                    {
                        name,
                        labels = new Dictionary<string, string> { ["content.halo.run/published"] = publish ? "true" : "false" },
                    },
                    status = new { permalink = (isPage ? "/" : "/archives/") + name },
                }
            );
        }

        Post("公开", "public", "<p>看<img src=\"/upload/2020/05/cat.png\" alt=\"猫\"></p>");
        Post("草稿", "draft", "<p>d</p>", publish: false);
        Post("私密", "secret", "<p>p</p>", visible: "PRIVATE");
        Post("关于", "about", "<p>a</p>", isPage: true);
        Post("变短", "short", Lossy);
        Post("太深", "deep", Deep);
        Add(
            "content.halo.run/categories",
            "c",
            new { spec = new { displayName = "Linux" }, status = new { permalink = "/categories/linux" } }
        );
        Add("content.halo.run/tags", "t", new { spec = new { displayName = "猫" }, status = new { permalink = "/tags/cat" } });
        Add("users", "lin", new { spec = new { displayName = "林" } });
        object Comment(string content) =>
            new
            {
                spec = new
                {
                    subjectRef = new { kind = "Post", name = "public" },
                    content,
                    owner = new
                    {
                        kind = "Email",
                        name = "a@b.example",
                        displayName = "甲",
                    },
                    creationTime = "2020-06-01T00:00:00Z",
                    approved = true,
                },
            };
        Add("content.halo.run/comments", "k1", Comment("<p>一</p>"));
        Add("content.halo.run/comments", "k2", Comment("<p>二</p>"));
        Zip(
            folder,
            "backup.zip",
            ("extensions.data", JsonSerializer.SerializeToUtf8Bytes(rows)),
            ("workdir/attachments/upload/2020/05/cat.png", Cat)
        );
    }

    private static void WriteHalo1(string folder)
    {
        Write(
            folder,
            "halo-data-export-1.json",
            Halo1Export.Of(
                [
                    Halo1Export.Post(1, "公开", "public"),
                    Halo1Export.Post(2, "草稿", "draft", "DRAFT"),
                    Halo1Export.Post(3, "私密", "secret", "INTIMATE"),
                    Halo1Export.Post(4, "密码", "locked", password: "x"),
                    Halo1Export.Post(6, "变短", "short", editor: "RICHTEXT"),
                    Halo1Export.Post(8, "太深", "deep", editor: "RICHTEXT"),
                ],
                [
                    Halo1Export.Content(1, "看![猫](/upload/2023/05/cat.png)", 1, 1),
                    Halo1Export.Content(2, "d", 2, 2),
                    Halo1Export.Content(3, "p", 3, 3),
                    Halo1Export.Content(4, "p", 4, 4),
                    Halo1Export.Content(6, Lossy, 6, 6),
                    Halo1Export.Content(8, Deep, 8, 8),
                ],
                sheets: [Halo1Export.Post(5, "关于", "about", original: "a")],
                categories: [Halo1Export.Category(4, "Linux", "linux")],
                postCategories: [(1, 4)],
                postTags: [(1, 1)],
                comments: [Halo1Export.Comment(1, 1, 0, "甲", "一"), Halo1Export.Comment(2, 1, 1, "乙", "二")],
                options: new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["post_permalink_type"] = "DATE",
                    ["path_suffix"] = ".html",
                }
            )
        );
        Picture(folder, "upload/2023/05/cat.png");
    }

    /// <remarks>service/impl/ExportServiceImpl.java of Lyn4ever29/halo-plugin-export-md.</remarks>
    private static void WriteHaloMarkdown(string folder)
    {
        static byte[] Post(string title, string id, string permalink) =>
            Encoding.UTF8.GetBytes(
                $"---\ntitle: {title}\nid: {id}\ndate: 2020-05-03 20:00:00\nauther: lin\ncover: null\nexcerpt: \npermalink: {permalink}\n"
                    + "categories:\n - linux\ntags: \n - cat\n---\n\n看![猫](/upload/2020/05/cat.png)\n"
            );
        Zip(
            folder,
            "export.zip",
            ("公开.md", Post("公开", "p1", "/archives/public")),
            ("草稿.md", Post("草稿", "p2", "null")),
            ("太深.html", Encoding.UTF8.GetBytes(Deep)),
            ("upload/2020/05/cat.png", Cat)
        );
    }

    /// <remarks>install/Mysql.sql and var/Widget of typecho/typecho.</remarks>
    private static void WriteTypecho(string folder)
    {
        static string Content(
            int cid,
            string title,
            string slug,
            string text,
            string type = "post",
            string status = "publish",
            string password = ""
        ) =>
            $"({cid},'{title}','{slug}',1588507200,1588507200,'{text}',0,1,'{type}','{status}',"
            + (password.Length > 0 ? $"'{password}'" : "NULL")
            + ",'1',0)";
        static string Comment(int coid, int parent, string text) =>
            $"({coid},1,1588510800,'甲',0,1,'a@b.example','','192.0.2.1','x','{text}','comment','approved',{parent})";
        var rows = new[]
        {
            Content(1, "公开", "public", "<!--markdown-->看![猫](https://old.example/usr/uploads/2020/05/cat.png)"),
            Content(2, "草稿", "draft", "d", "post_draft"),
            Content(3, "私密", "secret", "p", status: "private"),
            Content(4, "密码", "locked", "p", password: "x"),
            Content(5, "关于", "about", "<!--markdown-->a", "page"),
            Content(6, "变短", "short", Lossy),
            Content(7, "太深", "deep", Deep),
        };
        Write(
            folder,
            "typecho.sql",
            "-- MySQL dump\n"
                + "CREATE TABLE `typecho_contents` (\n`cid` int,\n`title` text,\n`slug` text,\n`created` int,\n`modified` int,\n"
                + "`text` text,\n`order` int,\n`authorId` int,\n"
                + "`type` text,\n`status` text,\n`password` text,\n`allowComment` text,\n`parent` int\n);\n"
                + $"INSERT INTO `typecho_contents` VALUES {string.Join(',', rows)};\n"
                + "CREATE TABLE `typecho_metas` (\n`mid` int,\n`name` text,\n`slug` text,\n`type` text,\n`order` int,\n`parent` int\n);\n"
                + "INSERT INTO `typecho_metas` VALUES (1,'Linux','linux','category',1,0),(2,'猫','cat','tag',0,0);\n"
                + "CREATE TABLE `typecho_relationships` (\n`cid` int,\n`mid` int\n);\n"
                + "INSERT INTO `typecho_relationships` VALUES (1,1),(1,2);\n"
                + "CREATE TABLE `typecho_users` (\n`uid` int,\n`screenName` text\n);\nINSERT INTO `typecho_users` VALUES (1,'林');\n"
                + "CREATE TABLE `typecho_options` (\n`name` text,\n`user` int,\n`value` text\n);\n"
                + "INSERT INTO `typecho_options` VALUES ('siteUrl',0,'https://old.example'),('timezone',0,'28800'),('rewrite',0,'1');\n"
                + "CREATE TABLE `typecho_comments` (\n`coid` int,\n`cid` int,\n`created` int,\n`author` text,\n`authorId` int,\n"
                + "`ownerId` int,\n`mail` text,\n`url` text,\n`ip` text,\n`agent` text,\n"
                + "`text` text,\n`type` text,\n`status` text,\n`parent` int\n);\n"
                + $"INSERT INTO `typecho_comments` VALUES {Comment(1, 0, "一")},{Comment(2, 1, "二")};\n"
        );
        Picture(folder, "usr/uploads/2020/05/cat.png");
    }

    /// <remarks>packages/server-ng/src/scheme of Mereithhh/vanblog.</remarks>
    private static void WriteVanBlog(string folder)
    {
        static object Article(int id, string title, bool isPrivate = false) =>
            new
            {
                id,
                title,
                content = "看![猫](/static/img/cat.png)",
                tags = new[] { "猫" },
                category = "Linux",
                top = 0,
                hidden = false,
                @private = isPrivate,
                pathname = id == 1 ? "public" : "",
                author = "林",
                viewer = 3,
                visited = 2,
                createdAt = "2020-05-03T12:00:00.000Z",
                updatedAt = "2020-05-03T12:00:00.000Z",
            };
        Write(
            folder,
            "vanblog.json",
            JsonSerializer.Serialize(
                new
                {
                    articles = new[] { Article(1, "公开"), Article(3, "私密", isPrivate: true) },
                    tags = new[] { "猫" },
                    meta = new
                    {
                        siteInfo = new { siteName = "旧园", baseUrl = "https://old.example/" },
                        about = new { content = "a", updatedAt = "2020-05-03T12:00:00.000Z" },
                    },
                    drafts = new[]
                    {
                        new
                        {
                            id = 2,
                            title = "草稿",
                            content = "d",
                            createdAt = "2020-05-03T12:00:00.000Z",
                        },
                    },
                    categories = new[] { "Linux" },
                    viewer = Array.Empty<object>(),
                    visit = Array.Empty<object>(),
                    @static = Array.Empty<object>(),
                    setting = Array.Empty<object>(),
                },
                Relaxed
            )
        );
        Picture(folder, "img/cat.png");
    }

    private static byte[] Cat => TestImages.Still(20, 10, ".png");

    private static void Write(string folder, string name, string text) => WriteBytes(folder, name, Encoding.UTF8.GetBytes(text));

    private static void Picture(string folder, string name) => WriteBytes(folder, name, Cat);

    private static void WriteBytes(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private static void Zip(string folder, string name, params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        Directory.CreateDirectory(folder);
        using var archive = ZipFile.Open(Path.Combine(folder, name), ZipArchiveMode.Create, Encoding.UTF8);
        foreach (var file in files)
        {
            using var stream = archive.CreateEntry(file.Name).Open();
            stream.Write(file.Bytes);
        }
    }
}

/// <summary>A backup, and what is to become of it.</summary>
/// <param name="Path">What is given to import, below the folder around it.</param>
/// <param name="Write">Writes it into a folder.</param>
internal sealed record BackupSample(string Name, string Path, Action<string> Write)
{
    /// <summary>Titles of posts that readers saw.</summary>
    public required string[] Public { get; init; }

    /// <summary>Titles of posts that become drafts.</summary>
    public required string[] Hidden { get; init; }

    /// <summary>Title of the post of which a part is lost; null for none.</summary>
    public string? Short { get; init; }

    /// <summary>Title of the post that is kept as code; null for none.</summary>
    public string? Deep { get; init; }

    public int Comments { get; init; }

    /// <summary>The author's name that readers saw; null where the backup does not say.</summary>
    public string? Author { get; init; }

    /// <summary>All its old addresses with the titles of posts; null for what is no post.</summary>
    public required (string Address, string? Title)[] Addresses { get; init; }

    public string WriteTo(string folder)
    {
        Write(System.IO.Path.Combine(folder, Name));
        return System.IO.Path.Combine(folder, Path);
    }

    public override string ToString() => Name;
}
