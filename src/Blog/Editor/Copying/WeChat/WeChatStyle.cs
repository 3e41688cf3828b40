namespace Blog.Editor.Copying.WeChat;

/// <summary>The inline styles of a copy, by what an element is.</summary>
internal sealed class WeChatStyle(Inks inks, WeChatLook look, bool isChinese)
{
    private const string Mono = "Menlo,Consolas,'Courier New',monospace";
    private const string Sans = "-apple-system,BlinkMacSystemFont,'PingFang SC','Microsoft YaHei','Helvetica Neue',sans-serif";

    public Inks Inks => inks;

    /// <summary>Colour of the text, where nothing else has one.</summary>
    public string Ink => inks.Ink;

    /// <summary>Keeps the cursor and its style outside.</summary>
    public static string Guard => "font-size:0;line-height:0;margin:0";

    public string Root =>
        $"font-family:{Sans};font-size:16px;line-height:{Leading};color:{inks.Ink};letter-spacing:{(isChinese ? ".02em" : "0")};"
        + $"text-align:{(isChinese ? "justify" : "left")};word-break:break-word;overflow-wrap:break-word";

    public string Paragraph => $"margin:0 0 18px;font-size:16px;line-height:{Leading};color:{inks.Ink}";

    public string Tight => $"margin:0 0 8px;font-size:16px;line-height:{Leading};color:{inks.Ink}";

    public string Quoted => $"margin:0 0 8px;font-size:15px;line-height:{Leading};color:{inks.Quiet}";

    public string Strong => look == WeChatLook.Plain ? "font-weight:bold" : $"font-weight:bold;color:{inks.Accent}";

    /// <summary>Han characters are not slanted.</summary>
    public string Emphasis(bool isLatin) => isLatin ? "font-style:italic" : $"font-style:normal;color:{inks.Leaf}";

    public string Code =>
        $"font-family:{Mono};font-size:14px;color:{inks.Accent};background-color:{inks.Wash};padding:2px 4px;border-radius:3px";

    public string Struck { get; } = "text-decoration:line-through";

    public string Underlined { get; } = "text-decoration:underline";

    public string Marked => $"background-color:{inks.Mark};color:{inks.Ink}";

    public string Small { get; } = "font-size:14px";

    public string Reference => $"font-size:12px;line-height:0;vertical-align:super;color:{inks.Leaf}";

    public string Raised { get; } = "font-size:12px;line-height:0;vertical-align:super";

    public string Lowered { get; } = "font-size:12px;line-height:0;vertical-align:sub";

    public string Link => $"color:{inks.Accent};text-decoration:none;border-bottom:1px solid {inks.Leaf}";

    public string FormerLink => $"color:{inks.Accent}";

    public string Rule => $"border:0;border-top:1px solid {inks.Line};margin:32px 0";

    public string Figure { get; } = "margin:24px 0;padding:0;text-align:center";

    public string Caption => $"margin:8px 0 0;font-size:13px;line-height:1.6;color:{inks.Quiet};text-align:center";

    public string PictureLine { get; } = "margin:24px 0;text-align:center;line-height:0;text-indent:0";

    public string FormulaLine =>
        $"margin:20px 0;text-align:center;overflow-x:auto;-webkit-overflow-scrolling:touch;color:{inks.Ink};line-height:1";

    public string FormulaInline => $"display:inline-block;line-height:0;color:{inks.Ink};text-indent:0";

    public string Quote =>
        look switch
        {
            WeChatLook.Barred =>
                $"margin:24px 0;padding:14px 16px 6px;border-left:4px solid {inks.Leaf};background-color:{inks.Wash};color:{inks.Quiet}",
            WeChatLook.Centred => $"margin:28px 0;padding:16px 20px 8px;{Lines(inks.Line)};color:{inks.Quiet}",
            _ => $"margin:24px 0;padding:2px 0 2px 16px;border-left:2px solid {inks.Leaf};color:{inks.Quiet}",
        };

    public string Alert(bool isWarning) =>
        look == WeChatLook.Barred
            ? $"margin:24px 0;padding:14px 16px 6px;border-left:4px solid {Tone(isWarning)};"
                + $"background-color:{inks.Wash};color:{inks.Ink}"
            : $"margin:24px 0;padding:14px 0 6px;{Lines(Tone(isWarning))};color:{inks.Ink}";

    public string AlertTitle(bool isWarning) => $"margin:0 0 6px;font-size:15px;line-height:1.6;font-weight:bold;color:{Tone(isWarning)}";

    public string CodeBox =>
        $"margin:24px 0;background-color:{inks.Wash};text-align:left;text-indent:0"
        + (look == WeChatLook.Plain ? "" : ";border-radius:6px");

    public string CodeLabel => $"margin:0;padding:10px 14px 0;font-size:12px;line-height:1.5;color:{inks.Quiet};text-align:left";

    public string Pre { get; } = "margin:0;padding:0;text-align:left;line-height:1.6;overflow-x:auto;-webkit-overflow-scrolling:touch";

    /// <summary>Scrolls by itself: <c>pre</c> does not everywhere.</summary>
    public string PreCode =>
        $"display:-webkit-box;overflow-x:auto;padding:12px 14px 14px;font-family:{Mono};font-size:13px;line-height:1.6;color:{inks.Ink};"
        + "text-align:left;white-space:nowrap;letter-spacing:0";

    public string TableBox { get; } = "margin:24px 0;max-width:100%;overflow:auto;-webkit-overflow-scrolling:touch;text-indent:0";

    public string Table { get; } = "border-collapse:collapse;min-width:100%;font-size:14px;line-height:1.5";

    public string TableCaption => $"margin:0 0 8px;font-size:13px;line-height:1.6;color:{inks.Quiet}";

    public string DefinitionTerm => $"margin:0 0 4px;font-size:16px;line-height:{Leading};font-weight:bold;color:{inks.Ink}";

    public string Indented { get; } = "padding-left:24px";

    public string SourcesTitle =>
        $"margin:40px 0 12px;padding-top:16px;border-top:1px solid {inks.Line};font-size:15px;font-weight:bold;color:{inks.Ink}";

    public string SourcesEntry =>
        $"margin:0 0 6px;padding-left:34px;text-indent:-34px;font-size:13px;line-height:1.65;color:{inks.Quiet};text-align:left";

    public string SourcesNumber => $"display:inline-block;min-width:34px;text-indent:0;color:{inks.Leaf}";

    public string SourcesAddress { get; } = "word-break:break-all";

    private string Leading => isChinese ? "1.8" : "1.7";

    public string Cell(bool isHead, bool isEnd, bool isShort) =>
        (isHead, look) switch
        {
            (true, WeChatLook.Plain) => $"border-bottom:1px solid {inks.Quiet};color:{inks.Ink}",
            (true, _) => $"border:1px solid {inks.Line};background-color:{inks.Wash};color:{inks.Ink}",
            (false, WeChatLook.Plain) => $"border-bottom:1px solid {inks.Line};color:{inks.Ink}",
            _ => $"border:1px solid {inks.Line};color:{inks.Ink}",
        }
        + $";padding:7px 10px;text-align:{(isEnd ? "right" : "left")};vertical-align:top;font-weight:{(isHead ? "bold" : "normal")};"
        + (isShort ? "white-space:nowrap" : "min-width:72px");

    public string Heading(int level)
    {
        var (place, colour) = (level, look) switch
        {
            (<= 2, WeChatLook.Barred) => (
                $"margin:40px 0 18px;padding:4px 0 4px 12px;border-left:5px solid {inks.Leaf};font-size:20px",
                inks.Ink
            ),
            (<= 2, WeChatLook.Centred) => ("margin:44px 0 20px;font-size:19px", inks.Accent),
            (<= 2, _) => ("margin:44px 0 18px;font-size:21px", inks.Ink),
            (3, WeChatLook.Barred) => ("margin:30px 0 14px;font-size:17px", inks.Accent),
            (3, WeChatLook.Centred) => ("margin:32px 0 14px;font-size:17px", inks.Ink),
            (3, _) => ("margin:32px 0 14px;font-size:18px", inks.Ink),
            _ => ("margin:24px 0 12px;font-size:16px", inks.Quiet),
        };
        var align = look == WeChatLook.Centred && level <= 3 ? "center" : "left";
        return $"{place};line-height:1.45;font-weight:bold;color:{colour};text-align:{align}";
    }

    /// <summary>What stands around the words of a heading; null for none.</summary>
    public string? HeadingWords(int level) =>
        level <= 2 && look == WeChatLook.Centred
            ? $"display:inline-block;padding:0 12px 6px;border-bottom:2px solid {inks.Leaf};color:{inks.Accent}"
            : null;

    /// <summary>An item of a list as a paragraph with its mark before it.</summary>
    /// <param name="depth">0 for the outermost list.</param>
    public string Item(int depth, bool isLast) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"margin:0 0 {(isLast ? 18 : 6)}px;padding-left:{ItemIndent * (depth + 1)}px;text-indent:-{ItemIndent}px;font-size:16px;"
        ) + $"line-height:{Leading};color:{inks.Ink}";

    /// <summary>What belongs to an item and is no text.</summary>
    public static string ItemBlock(int depth) =>
        string.Create(CultureInfo.InvariantCulture, $"padding-left:{ItemIndent * (depth + 1)}px;text-indent:0");

    public string ItemMark => $"display:inline-block;min-width:{ItemIndent}px;text-indent:0;color:{inks.Leaf}";

    private const int ItemIndent = 24;

    private static string Lines(string colour) => $"border-top:1px solid {colour};border-bottom:1px solid {colour}";

    private string Tone(bool isWarning) => isWarning ? inks.Counter : inks.Accent;
}
