using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Processes;

/// <summary>A signed-in author who sends one post after the other to a server known only by its address.</summary>
internal sealed class EditorClient
{
    private readonly Dictionary<string, string> _fields;

    private EditorClient(Visitor visitor, Dictionary<string, string> fields) => (Visitor, _fields) = (visitor, fields);

    public Visitor Visitor { get; }

    public string Token => _fields[Visitor.TokenField];

    public static async Task<EditorClient> SignInAsync(Uri server, string email = SignedIn.OwnerEmail, string password = SignedIn.Password)
    {
        var visitor = new Visitor(server);
        using (var answer = await visitor.SignInAsync(email, password))
        {
            Assert.True(
                answer.StatusCode == System.Net.HttpStatusCode.Redirect,
                $"{email} was not let in: {(int)answer.StatusCode} {await Visitor.AlertAsync(answer)}"
            );
        }

        return new EditorClient(visitor, (await EditorPage.OpenAsync(visitor)).Fields);
    }

    /// <summary>The same author in a separate browser, for concurrent writes.</summary>
    public EditorClient Again() => new(new Visitor(Visitor.Server!, Visitor.Cookies.ToDictionary(StringComparer.Ordinal)), _fields);

    /// <summary>Sends a new post; a redirect says that it is saved.</summary>
    public Task<HttpResponseMessage> SendAsync(string title, string markdown, string act = "publish") =>
        Visitor.PostBareAsync("/admin/posts/new", Form(title, markdown, act));

    /// <summary>What the editor's form holds for a new post.</summary>
    public Dictionary<string, string> Form(string title, string markdown, string act = "publish") =>
        new(_fields, StringComparer.Ordinal)
        {
            ["Title"] = title,
            ["Markdown"] = markdown,
            ["DraftKey"] = Guid.NewGuid().ToString("N"),
            ["Do"] = act,
        };
}
