using System.Diagnostics.CodeAnalysis;

namespace Blog.Site.Localization;

/// <summary>Words of one area of the interface, in both languages: a word that lacks one does not compile.</summary>
[SuppressMessage("Design", "CA1000", Justification = "Named through the class of one area: EditTexts.Of(tag).")]
public abstract class Texts<TSelf>
    where TSelf : Texts<TSelf>, new()
{
    public static TSelf Chinese { get; } = new() { IsChinese = true };
    public static TSelf English { get; } = new();

    /// <summary>For interpolated words: <see cref="T"/> would build both.</summary>
    protected bool IsChinese { get; private init; }

    /// <summary>Chinese for any <c>zh</c> tag, English for every other language.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static TSelf Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>The name of a language, in the language of these words: <c>英文</c>, <c>English</c>.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public string NameOfLanguage(string languageTag) =>
        languageTag.Split('-')[0].ToLowerInvariant() switch
        {
            "zh" => T("中文", "Chinese"),
            "en" => T("英文", "English"),
            _ => languageTag,
        };

    protected string T(string chinese, string english) => IsChinese ? chinese : english;
}
