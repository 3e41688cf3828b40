using Blog.Images;
using Blog.Images.Headers;
using Blog.Site.Localization;
using Blog.Site.Upload;

namespace Blog.Admin.Media.Sizes;

public sealed class RemoteSizeTexts : Texts<RemoteSizeTexts>
{
    public string Title => T("外站图片的尺寸", "Sizes of external images");

    public string Intro =>
        T(
            "没有尺寸的图片加载之前不占地方，一出现就把下面的文字往下推。可以向图片所在的网站读取尺寸（只读文件开头，图片仍留在原处），读者的页面从此不再跳动。正文里已经写明的尺寸不会改动。",
            "Until it loads, an image without a size takes no room, and then pushes down the text below it. The sizes can be read from the "
                + "sites that host the images (only the beginning of each file; the images stay where they are), so that pages no longer "
                + "jump for readers. Sizes given in a text are kept."
        );

    public string None => T("文章里没有外站图片。", "No post shows an external image.");
    public string AllKnown => T("所有外站图片都有尺寸了。", "All external images have a size.");

    /// <summary>How many images there are, and how many have no size.</summary>
    public string Counts(int all, int missing) =>
        IsChinese
            ? $"外站图片共 {all} 张，其中 {missing} 张还没有尺寸。"
            : $"{(all == 1 ? "1 external image" : $"{all} external images")}, {missing} without a size.";

    public string Fetch(int count) => IsChinese ? $"读取 {count} 张的尺寸" : (count == 1 ? "Fetch 1 size" : $"Fetch {count} sizes");

    /// <summary>How far a run is.</summary>
    public string Running(int asked, int total, int found) =>
        IsChinese
            ? $"正在读取：已处理 {asked} / {total} 张，得到 {found} 张的尺寸。可以离开这个页面，读取会继续。"
            : $"Fetching: {asked} of {total} done, {found} {(found == 1 ? "size" : "sizes")} found. You may leave this page; it continues.";

    /// <summary>What a run gave.</summary>
    public string Done(int asked, int found) =>
        IsChinese
            ? $"读取结束：处理了 {asked} 张，得到 {found} 张的尺寸，用到它们的文章已更新。"
            : $"Finished: {asked} done, {found} {(found == 1 ? "size" : "sizes")} found. The posts that use them were updated.";

    public string Broken =>
        T("读取中断了，请再点一次，会从中断处继续。", "It ended early. Please press the button again: it continues where it stopped.");

    public string AlreadyRunning => T("已经在读取了。", "It is already running.");
    public string ProgressLabel => T("读取进度", "Progress");
    public string Failed => T("没有得到尺寸的图片", "Images without a size");

    public string FailedText =>
        T(
            "原因消除之后可以再读取一次；长期读不到的，读者多半也看不到。",
            "Try again once the reason is gone. What can never be read is most likely not seen by readers either."
        );

    public string AndMore(int count) => IsChinese ? $"另有 {count} 张。" : $"{count} more.";

    public string ShownIn => T("用在", "Shown in");

    /// <summary>Why an image has no size.</summary>
    public string Reason(string code)
    {
        var answer = RemoteSizeAnswer.Parse(code);
        var tag = IsChinese ? "zh" : "en";
        return answer.Refusal is { } refusal ? MediaTexts.Of(tag).Refusal(refusal, answer.Status)
            : answer.Size.State == HeaderState.None ? T("图片没有写明尺寸。", "The image names no size.")
            : UploadTexts.Of(tag).Error(ImageError.NotAnImage, answer.Kind);
    }
}
