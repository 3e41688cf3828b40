using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.WeChat;
using Blog.Rendering.Output;
using Blog.Tests.Rendering;

namespace Blog.Tests.Editor.Copying;

/// <summary>Makes copies of texts as the page does.</summary>
internal static class Copied
{
    public const string Address = "https://blog.example.org/my-post";

    public static CopySource Source(string markdown, string language = "zh-CN") =>
        new()
        {
            Title = "标题",
            Language = language,
            Body = Rendered.Post(markdown, Context(language)).Body,
            Markdown = markdown,
            Address = Address,
        };

    public static CopiedText WeChat(string markdown, string language = "zh-CN", WeChatLook look = WeChatLook.Plain) =>
        WeChatCopy.Make(Source(markdown, language), look, SharedScripts.Drawer);

    private static RenderContext Context(string language) =>
        (language == "en" ? Rendered.English : Rendered.Chinese) with
        {
            Address = "/my-post",
            Images = new Dictionary<string, ImageInfo>(StringComparer.Ordinal)
            {
                ["/media/0123456789abcdef0123456789abcdef/chart.png"] = new(1200, 800),
            },
        };
}
