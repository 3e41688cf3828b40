using System.Text.RegularExpressions;
using Blog.Portability.Pages;
using Blog.Portability.Pages.Messages;

namespace Blog.Tests.Portability.Pages;

/// <summary>The pages of imports have fields where the command has options.</summary>
public sealed class ImportTextsTests
{
    [Theory]
    [InlineData(
        "to take the settings of the old site, run the import with --take-settings",
        "采用旧站的设置",
        "Take the settings of the old site"
    )]
    [InlineData("--take-settings took nothing: this blog has posts of its own", "没有采用任何设置", "No settings were taken")]
    [InlineData(
        "was edited here since the last import, and the file has changed: left as it is (--overwrite writes the file over it)",
        "也覆盖在本站修改过的文章",
        "Also overwrite posts that were edited here"
    )]
    [InlineData(
        "its details were changed here since the last import: left as it is (--overwrite writes the file over it)",
        "也覆盖在本站修改过的文章",
        "Also overwrite posts that were edited here"
    )]
    [InlineData("--time-zone", "导入时指定", "given for this import")]
    [InlineData("there are comments of several sites: a, b; name one with --site", "「站点」", "in the field “Site”")]
    [InlineData(
        "3 dates name no time zone: where they are hours off, take the import back and name it with --time-zone",
        "「默认时区」",
        "in the field “Default time zone”"
    )]
    public void A_message_names_the_field_of_the_page_and_not_the_option_of_the_command(string message, string chinese, string english)
    {
        foreach (var (words, says) in new[] { (ImportTexts.Chinese, chinese), (ImportTexts.English, english) })
        {
            var (text, lang) = words.Message(message);
            Assert.Contains(says, text, StringComparison.Ordinal);
            Assert.DoesNotContain("--", text, StringComparison.Ordinal);
            Assert.Null(lang);
        }

        Assert.Equal(
            "Dates without a time zone were read as UTC (given for this import).",
            ImportTexts.English.DatesReadAs("UTC (--time-zone)")
        );
        Assert.DoesNotContain(ReportMessages.All, pattern => Regex.IsMatch(pattern.Chinese, "--[a-z]", RegexOptions.NonBacktracking));
    }

    [Fact]
    public void The_fields_that_messages_name_are_those_of_the_page()
    {
        foreach (var words in new[] { ImportTexts.Chinese, ImportTexts.English })
        {
            Assert.Contains(
                words.TakeSettings,
                words.Message("to take the settings of the old site, run the import with --take-settings").Text,
                StringComparison.Ordinal
            );
            var overwrite = words.Overwrite.Split('（', '(')[0].Trim();
            var left =
                "was edited here since the last import, and the file has changed: left as it is (--overwrite writes the file over it)";
            Assert.Contains(overwrite, words.Message(left).Text, StringComparison.Ordinal);
        }
    }
}
