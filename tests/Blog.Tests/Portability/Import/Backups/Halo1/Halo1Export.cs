using System.Text.Json;

namespace Blog.Tests.Portability.Import.Backups.Halo1;

/// <summary>
/// Writes data exports as Halo 1.x does: tables and fields after service/impl/BackupServiceImpl.java and model/entity of halo-dev/halo,
/// branch release-1.6, in the order of Java's hash of their names.
/// </summary>
internal static class Halo1Export
{
    /// <summary>2023-05-03T16:30:00Z, which is the next day in China.</summary>
    public const long At = 1_683_131_400_000;

    public static object Post(
        int id,
        string title,
        string slug,
        string status = "PUBLISHED",
        string password = "",
        string editor = "MARKDOWN",
        string original = "",
        int top = 0,
        long visits = 0
    ) =>
        new
        {
            createTime = At,
            updateTime = At + 1000,
            id,
            title,
            status,
            url = (string?)null,
            slug,
            editorType = editor,
            originalContent = original,
            formatContent = "",
            summary = id == 1 ? "手写的摘要" : "",
            thumbnail = id == 1 ? "/upload/2023/05/cat.png" : "",
            visits,
            disallowComment = id == 2,
            password,
            template = "",
            topPriority = top,
            likes = visits / 10,
            editTime = At + 86_400_000,
            metaKeywords = (string?)null,
            metaDescription = (string?)null,
            wordCount = 10,
            version = 1,
            contentOfNullable = (object?)null,
        };

    public static object Content(int id, string original, int? patch, int? head, string html = "") =>
        new
        {
            createTime = At,
            updateTime = At,
            id,
            status = "PUBLISHED",
            patchLogId = patch,
            headPatchLogId = head,
            content = html,
            originalContent = original,
        };

    public static object Patch(int id, int postId, int version, string diff, string status = "PUBLISHED") =>
        new
        {
            createTime = At,
            updateTime = At,
            id,
            postId,
            contentDiff = "",
            originalContentDiff = diff,
            version,
            status,
            publishTime = At,
            sourceId = 0,
        };

    public static object Category(int id, string name, string slug, int parentId = 0, string? password = null) =>
        new
        {
            createTime = At,
            updateTime = At,
            id,
            name,
            slugName = (string?)null,
            slug,
            description = "",
            thumbnail = "",
            parentId,
            priority = 0,
            password,
        };

    public static object Comment(int id, int postId, int parentId, string author, string content, string status = "PUBLISHED") =>
        new
        {
            createTime = At + (id * 60_000),
            updateTime = At,
            id,
            author,
            email = author + "@mail.example",
            ipAddress = "192.0.2.9",
            authorUrl = "https://reader.example",
            gravatarMd5 = "0",
            content,
            status,
            userAgent = "x",
            isAdmin = author == "站长",
            allowNotification = true,
            postId,
            topPriority = 0,
            parentId,
        };

    /// <summary>An export; options that are not given have the program's defaults.</summary>
    public static string Of(
        IEnumerable<object> posts,
        IEnumerable<object> contents,
        IEnumerable<object>? patches = null,
        IEnumerable<object>? sheets = null,
        IEnumerable<object>? categories = null,
        IEnumerable<(int Post, int Category)>? postCategories = null,
        IEnumerable<(int Post, int Tag)>? postTags = null,
        IEnumerable<object>? comments = null,
        IEnumerable<object>? sheetComments = null,
        Dictionary<string, string>? options = null
    ) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["attachments"] = new[]
                {
                    new
                    {
                        id = 1,
                        name = "cat.png",
                        path = "upload/2023/05/cat.png",
                    },
                },
                ["export_date"] = At,
                ["journal_comments"] = Array.Empty<object>(),
                ["theme_settings"] = Array.Empty<object>(),
                ["photos"] = Array.Empty<object>(),
                ["posts"] = posts,
                ["content_patch_logs"] = patches ?? [],
                ["sheets"] = sheets ?? [],
                ["options"] = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["blog_url"] = "https://halo.example",
                    ["blog_title"] = "旧庭",
                    ["blog_locale"] = "zh",
                    ["email_password"] = "kanarie-mail",
                }
                    .Concat(options ?? [])
                    .Select(
                        (option, at) =>
                            new
                            {
                                id = at,
                                key = option.Key,
                                value = option.Value,
                                type = "INTERNAL",
                            }
                    ),
                ["links"] = Array.Empty<object>(),
                ["categories"] = categories ?? [],
                ["menus"] = new[]
                {
                    new
                    {
                        id = 2,
                        name = "归档",
                        url = "/archives",
                        priority = 2,
                        parentId = 0,
                        team = "",
                    },
                    new
                    {
                        id = 1,
                        name = "关于",
                        url = "/s/about",
                        priority = 1,
                        parentId = 0,
                        team = "",
                    },
                },
                ["logs"] = Array.Empty<object>(),
                ["comment_black_list"] = Array.Empty<object>(),
                ["sheet_comments"] = sheetComments ?? [],
                ["post_comments"] = comments ?? [],
                ["sheet_metas"] = Array.Empty<object>(),
                ["version"] = "1.6.0",
                ["journals"] = new[] { new { id = 1, content = "今天" } },
                ["tags"] = new[]
                {
                    new
                    {
                        id = 1,
                        name = "猫",
                        slug = "cat",
                    },
                    new
                    {
                        id = 2,
                        name = "C++",
                        slug = "cpp",
                    },
                },
                ["post_categories"] = (postCategories ?? []).Select(one => new { postId = one.Post, categoryId = one.Category }),
                ["contents"] = contents,
                ["post_tags"] = (postTags ?? []).Select(one => new { postId = one.Post, tagId = one.Tag }),
                ["post_metas"] = new[]
                {
                    new
                    {
                        id = 1,
                        postId = 1,
                        key = "reprint",
                        value = "允许",
                    },
                },
                ["user"] = new[]
                {
                    new
                    {
                        id = 1,
                        username = "admin",
                        nickname = "站长",
                        password = "kanarie-hash",
                        email = "a@b.example",
                    },
                },
            }
        );
}
