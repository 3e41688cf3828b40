using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>House rule: a form that writes declares its antiforgery token in the markup, where a reader of the source sees it.</summary>
public sealed partial class FormTokenTests
{
    [Fact]
    public void Every_post_form_contains_an_antiforgery_token()
    {
        var forms = 0;
        foreach (
            var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Blog"), "*.cshtml", SearchOption.AllDirectories)
        )
        {
            foreach (var form in Forms(File.ReadAllText(file)))
            {
                forms++;
                if (file.EndsWith("Comments/Sending/_Form.cshtml", StringComparison.Ordinal))
                {
                    Assert.Contains("name=\"stamp\"", form, StringComparison.Ordinal); // the same for everybody, on pages that are kept
                    continue;
                }

                if (
                    file.EndsWith("Comments/Own/Own.cshtml", StringComparison.Ordinal)
                    || file.EndsWith("Comments/Moderation/ByLink.cshtml", StringComparison.Ordinal)
                )
                {
                    continue; // sent to an address that only its writer has, or whoever got the notice
                }

                Assert.True(HasToken(form), $"{file}: {form[..Math.Min(120, form.Length)]}");
            }
        }

        Assert.True(forms > 15, $"only {forms} forms were found");
    }

    [Theory]
    [InlineData("<form method=\"post\"><button>x</button></form>@Html.AntiForgeryToken()")]
    [InlineData("<form class=\"a\" method='POST'>\n<input></form>")]
    [InlineData("<FORM METHOD=post></FORM>")]
    [InlineData("<form method=\"post\">@Html.AntiForgeryToken()</form><form method=\"post\"></form>")]
    [InlineData("<form method=\"post\"><input>")]
    public void A_form_without_a_token_is_found(string text) => Assert.Contains(Forms(text), form => !HasToken(form));

    [Theory]
    [InlineData("<form method=\"post\" action=\"@Url.Page(null, \"x\")\">@Html.AntiForgeryToken()</form>")]
    [InlineData("<form method=\"get\"></form>")]
    [InlineData("<form role=\"search\"></form>")]
    public void Forms_with_a_token_and_get_forms_are_accepted(string text) => Assert.DoesNotContain(Forms(text), form => !HasToken(form));

    private static bool HasToken(string form) => form.Contains("@Html.AntiForgeryToken()", StringComparison.Ordinal);

    private static IEnumerable<string> Forms(string text) =>
        Form().Matches(text).Select(match => match.Value).Where(form => Method().IsMatch(form.Split('>')[0] + form));

    [GeneratedRegex("<form\\b.*?(?:</form>|\\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("method\\s*=\\s*[\"']?post", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Method();
}
