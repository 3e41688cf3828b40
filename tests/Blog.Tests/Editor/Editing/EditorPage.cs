using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Blog.Tests.Editor.Editing;

/// <summary>One open tab of the editor: its form fields and the requests it sends.</summary>
public sealed class EditorPage
{
    private EditorPage(Visitor visitor, string path, IHtmlDocument document)
    {
        (Visitor, Path, Document) = (visitor, path, document);
        foreach (var element in document.QuerySelectorAll("form#post [name], [form=post][name]"))
        {
            Read(element);
        }
    }

    public Visitor Visitor { get; }

    public string Path { get; private set; }

    public IHtmlDocument Document { get; }

    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public string this[string field]
    {
        get => Fields.GetValueOrDefault(field, "");
        set => Fields[field] = value;
    }

    public string? Done => Document.QuerySelector(".done")?.TextContent;

    public string Status => Document.QuerySelector("p.status[role=status]")!.TextContent;

    public int Id => int.Parse(Path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<EditorPage> OpenAsync(Visitor visitor, string path = "/admin/posts/new")
    {
        var page = await visitor.PageAsync(path);
        return new EditorPage(visitor, path.Split('?')[0], page);
    }

    public static Task<EditorPage> OpenAsync(Visitor visitor, int id) => OpenAsync(visitor, $"/admin/posts/{id}");

    /// <summary>The fields of a returned page, including what was typed.</summary>
    public static async Task<EditorPage> OfAsync(Visitor visitor, string path, HttpResponseMessage answer) =>
        new(visitor, path, await Visitor.ParsedAsync(answer));

    public EditorPage With(params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            Fields[field] = value;
        }

        return this;
    }

    public Task<HttpResponseMessage> PressAsync(string act) =>
        Visitor.PostBareAsync(Path, new Dictionary<string, string>(Fields, StringComparer.Ordinal) { ["Do"] = act });

    /// <summary>Presses a button that must succeed, and follows the redirect.</summary>
    public async Task<EditorPage> DoAsync(string act)
    {
        using var answer = await PressAsync(act);
        var errors = (await Visitor.ParsedAsync(answer)).QuerySelectorAll(".error, h1").Select(error => error.TextContent.Trim());
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{act} answered {(int)answer.StatusCode}: {string.Join(" | ", errors)}");
        return await OpenAsync(Visitor, answer.Headers.Location!.ToString());
    }

    /// <summary>Sends a request as the script does.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(string handler)
    {
        var form = Fields.Where(field => field.Key != Visitor.TokenField).ToDictionary(StringComparer.Ordinal);
        using var answer = await Visitor.PostBareAsync(
            Path,
            form,
            handler,
            ("RequestVerificationToken", this[Visitor.TokenField]),
            ("Sec-Fetch-Mode", "cors"),
            ("Sec-Fetch-Site", "same-origin")
        );
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Autosaves what is typed, as the script does, and stores the returned edit version.</summary>
    public async Task<JsonElement> AutosaveAsync()
    {
        var (status, body) = await AskAsync("Save");
        Assert.True(status == 200, $"autosave answered {status} {body}");
        Arrive(body);
        return body;
    }

    /// <summary>Takes over the edit version and the address that an answer names.</summary>
    public void Arrive(JsonElement body)
    {
        if (body.TryGetProperty("stamp", out var stamp))
        {
            this["Stamp"] = stamp.GetString()!;
            Path = body.GetProperty("url").GetString()!;
        }
    }

    private void Read(IElement element)
    {
        var name = element.GetAttribute("name")!;
        switch (element)
        {
            case IHtmlTextAreaElement area:
                Fields[name] = area.Value.ReplaceLineEndings("\r\n"); // as browsers send it
                break;
            case IHtmlSelectElement select:
                Fields[name] = select.Value ?? "";
                break;
            case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                if (box.IsChecked)
                {
                    Fields[name] = box.Value;
                }

                break;
            case IHtmlInputElement input:
                Fields[name] = input.GetAttribute("value") ?? "";
                break;
        }
    }
}
