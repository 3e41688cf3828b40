namespace Blog.Editor.Copying.WeChat;

/// <summary>How a copy for WeChat looks.</summary>
public enum WeChatLook
{
    /// <summary>Text and white space, as on the blog.</summary>
    Plain,

    /// <summary>Headings with a bar beside them, and tinted boxes.</summary>
    Barred,

    /// <summary>Centred headings, as in a magazine.</summary>
    Centred,
}
