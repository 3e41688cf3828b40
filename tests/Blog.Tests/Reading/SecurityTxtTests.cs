using System.Net;
using Blog.Data.Settings;
using Blog.Tests.Admin.Settings;

namespace Blog.Tests.Reading;

/// <summary><c>security.txt</c> (RFC 9116) is made from the settings.</summary>
public sealed class SecurityTxtTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Security_txt_names_the_contact_until_when_it_holds_and_its_own_address()
    {
        const string path = "/.well-known/security.txt";
        using var none = await _blog.Reader.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var owner = await SignedIn.OwnerAsync(_blog);
        using var saved = await SettingsForm.SaveAsync(
            owner,
            [],
            [("Input.Security.Contact", "security@example.org"), ("Input.Security.Policy", "https://example.org/policy")]
        );
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(saved));
        using var answer = await _blog.Reader.GetAsync(path);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "Contact: mailto:security@example.org\nExpires: 2027-05-22T00:00:00Z\nPreferred-Languages: zh, en\n"
                + "Canonical: http://localhost/.well-known/security.txt\nPolicy: https://example.org/policy\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Theory]
    [InlineData("security@example.org", "mailto:security@example.org")]
    [InlineData("mailto:security@example.org", "mailto:security@example.org")]
    [InlineData("https://example.org/report", "https://example.org/report")]
    [InlineData("http://example.org/report", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("a@b\nExpires: 1", null)]
    [InlineData("@", null)]
    [InlineData("nobody", null)]
    public void A_contact_is_an_email_or_https_address(string typed, string? read) => Assert.Equal(read, SiteSecurity.ReadContact(typed));
}
