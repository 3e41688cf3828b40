using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Blog.Benchmarks;

/// <summary>An author in a browser: signs in, and sends the form of the editor.</summary>
internal sealed class AuthorClient : IDisposable
{
    public const string Email = "owner@example.org";
    public const string Password = "grey kettle orbits seven lanterns";

    private readonly HttpClient _browser;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private AuthorClient(Uri address) =>
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>Settings of a program in which this account exists.</summary>
    public static (string, string)[] Settings => [("Blog__Owner__Email", Email), ("Blog__Owner__Password", Password)];

    public static async Task<AuthorClient> SignInAsync(Uri address)
    {
        var author = new AuthorClient(address);
        var form = await author.FieldsAsync("/account/sign-in");
        (form["Input.Email"], form["Input.Password"]) = (Email, Password);
        using var answer = await author.SendAsync("/account/sign-in", form);
        foreach (var (name, value) in await author.FieldsAsync("/admin/posts/new"))
        {
            author._fields[name] = value;
        }

        return author;
    }

    /// <summary>A post of its own, on which this author works on.</summary>
    public Dictionary<string, string> NewPost(string title, string markdown) =>
        new(_fields, StringComparer.Ordinal)
        {
            ["Title"] = title,
            ["Markdown"] = markdown,
            ["DraftKey"] = Guid.NewGuid().ToString("N"),
        };

    /// <param name="act"><c>save</c> or <c>publish</c>.</param>
    public async Task PressAsync(Dictionary<string, string> post, string act)
    {
        using var answer = await SendAsync("/admin/posts/new", new(post, StringComparer.Ordinal) { ["Do"] = act });
    }

    public void Dispose() => _browser.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await _browser.SendAsync(request);
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect
            ? answer
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}");
    }

    private async Task<Dictionary<string, string>> FieldsAsync(string path)
    {
        var page = new HtmlParser().ParseDocument(await _browser.GetStringAsync(new Uri(path, UriKind.Relative)));
        var form = page.Forms.First(form => form.QuerySelector("[name=__RequestVerificationToken]") is not null && form.Id != "sign-out");
        return form
            .Elements.OfType<IHtmlElement>()
            .Select(element => (Name: element.GetAttribute("name"), Element: element))
            .Where(field =>
                field.Name is not null
                && field.Element is not IHtmlButtonElement
                && field.Element is not IHtmlInputElement { Type: "checkbox" or "file", IsChecked: false }
            )
            .GroupBy(field => field.Name!, field => field.Element, StringComparer.Ordinal)
            .ToDictionary(
                field => field.Key,
                field =>
                    field.First() switch
                    {
                        IHtmlInputElement input => input.Value,
                        IHtmlTextAreaElement area => area.Value,
                        IHtmlSelectElement select => select.Value ?? "",
                        _ => "",
                    },
                StringComparer.Ordinal
            );
    }
}
