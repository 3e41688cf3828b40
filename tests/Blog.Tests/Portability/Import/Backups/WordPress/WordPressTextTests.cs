using System.Globalization;
using System.Text;
using Blog.Portability.Import.Backups.WordPress;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Tests.Rendering;
using Blog.Tests.Rendering.FromHtml;

namespace Blog.Tests.Portability.Import.Backups.WordPress;

/// <summary>The texts of both editors, with their shortcodes and blocks.</summary>
public sealed class WordPressTextTests
{
    [Fact]
    public void Texts_of_both_editors_become_the_expected_Markdown()
    {
        var (wrong, index) = (new StringBuilder(), Index());
        foreach (var (html, markdown) in WordPressCases.Classic.Concat(WordPressCases.Blocks))
        {
            var body = WordPressText.Convert(Item(html), index);
            if (body.Markdown != markdown)
            {
                wrong.AppendLine(CultureInfo.InvariantCulture, $"--- {html}\n+++ got:\n{body.Markdown}\n+++ want:\n{markdown}\n");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void No_word_of_a_block_changes()
    {
        var (wrong, index) = (new StringBuilder(), Index());
        foreach (var (html, _) in WordPressCases.Blocks.Where(one => !one.Html.Contains("\"ref\"", StringComparison.Ordinal)))
        {
            if (html.Contains("data-fn", StringComparison.Ordinal) || html.Contains("latex", StringComparison.Ordinal))
            {
                continue;
            }

            var shown = HtmlWords.Of(Rendered.Body(WordPressText.Convert(Item(html), index).Markdown));
            if (HtmlWords.Of(html) != shown)
            {
                wrong.AppendLine(CultureInfo.InvariantCulture, $"--- {html}\n{HtmlWords.Of(html)}\n{shown}");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void No_word_is_lost_between_blocks_with_arguments()
    {
        var all = WordPressCases
            .Blocks.Select(one => one.Html)
            .Where(html => !new[] { "\"ref\"", "data-fn", "latex" }.Any(html.Contains))
            .ToList();
        foreach (var html in new[] { string.Join("\n\n", all), string.Join("\n\n", all.AsEnumerable().Reverse()) })
        {
            var body = WordPressText.Convert(Item(html), Index());
            Assert.Equal(HtmlWords.Of(html), HtmlWords.Of(Rendered.Body(body.Markdown)));
            Assert.DoesNotContain(body.Warnings, warning => warning.Contains("shorter", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_only_a_plugin_knows_is_named()
    {
        var body = WordPressText.Convert(
            Item("[su_note a=\"b\"]x[/su_note] [sic] <!-- wp:acme/chart {\"a\":1} /--> <!-- wp:latest-posts /-->"),
            Index()
        );

        Assert.Equal(["su_note"], body.Unknown);
        Assert.Equal(["tag 'latest-posts' shows data of the site: left out", "unknown tag 'acme/chart': left out"], body.Warnings);
    }

    [Theory]
    [InlineData("2020-05-03 20:00:00", "2020-05-03 12:00:00", "2020-05-03T20:00:00+08:00")]
    [InlineData("2020-05-03 20:00:00", "0000-00-00 00:00:00", "2020-05-03T20:00:00+01:00")]
    [InlineData("0000-00-00 00:00:00", "2020-05-03 12:00:00", "2020-05-03T12:00:00+00:00")]
    [InlineData("0000-00-00 00:00:00", "0000-00-00 00:00:00", null)]
    [InlineData("2020-05-03 17:45:00", "2020-05-03 12:00:00", "2020-05-03T17:45:00+05:45")]
    [InlineData("2020-05-03 20:00:00", "2019-05-03 12:00:00", "2019-05-03T12:00:00+00:00")]
    [InlineData("Wed, 30 Nov -0001", "", null)]
    public void A_date_has_the_offset_of_the_site(string local, string utc, string? expected) =>
        Assert.Equal(
            expected,
            WordPressDates.Of(local, utc, _ => TimeSpan.FromHours(1))?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("/2020/05/a-300x200.jpg", "/2020/05/a.jpg")]
    [InlineData("/2020/05/a-scaled.jpg", "/2020/05/a.jpg")]
    [InlineData("/2020/05/a-e1588510000000.jpg", "/2020/05/a.jpg")]
    [InlineData("/2020/05/a-4x4-car.jpg", "/2020/05/a-4x4-car.jpg")]
    [InlineData("/2020/05/图片-1024x768.PNG", "/2020/05/图片.PNG")]
    public void A_smaller_copy_is_known_by_its_name(string path, string whole) => Assert.Equal(whole, WordPressNames.WithoutSize(path));

    private static WxrItem Item(string content)
    {
        var item = new WxrItem
        {
            Id = "1",
            Type = "post",
            Content = content,
        };
        item.Meta.Add(("footnotes", "[{\"content\":\"注<em>释</em>\",\"id\":\"f1\"}]"));
        return item;
    }

    private static WordPressIndex Index()
    {
        var (index, channel) = (new WordPressIndex(), new WxrChannel());
        void File(string id, string name, string alt = "", string caption = "", string parent = "0")
        {
            var item = new WxrItem
            {
                Id = id,
                Type = "attachment",
                Excerpt = caption,
                Parent = parent,
                AttachmentUrl = "https://old.example/wp-content/uploads/2020/05/" + name,
            };
            item.Meta.Add(("_wp_attachment_image_alt", alt));
            index.Add(channel, item);
        }

        File("7", "cat.png", "猫", "一只猫");
        File("8", "dog.jpg", parent: "1");
        File("9", "bird.webp", parent: "1");
        index.Add(
            channel,
            new WxrItem
            {
                Id = "50",
                Type = "wp_block",
                Status = "publish",
                Content = "<!-- wp:paragraph -->\n<p>共用的<strong>文字</strong></p>\n<!-- /wp:paragraph -->",
            }
        );
        return index;
    }
}
