using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Blog.Tests.Admin.Settings;

/// <summary>A form with files, sent as a browser without script sends it.</summary>
internal static class SettingsForm
{
    public const string Path = "/admin/settings";

    /// <summary>What a browser would send of the unchanged form, without files.</summary>
    public static List<(string Name, string Value)> FieldsOf(IParentNode page, string form = "form.settings") =>
        [
            .. page.QuerySelectorAll(form + " [name]")
                .Where(field =>
                    field is not IHtmlInputElement { Type: "file" }
                    && (field is not IHtmlInputElement { Type: "checkbox" } box || box.IsChecked)
                )
                .Select(field =>
                    (
                        field.GetAttribute("name")!,
                        field switch
                        {
                            IHtmlSelectElement select => select.Value ?? "",
                            IHtmlTextAreaElement area => area.Value,
                            IHtmlInputElement input => input.Value,
                            _ => "",
                        }
                    )
                ),
        ];

    /// <summary>Opens the page, changes fields (null: not sent), chooses files, and sends the form.</summary>
    public static async Task<HttpResponseMessage> SaveAsync(
        Visitor person,
        IReadOnlyList<(string Name, byte[] Bytes, string FileName)> files,
        (string Name, string? Value)[] changes,
        string path = Path,
        string form = "form.settings"
    ) => await SendAsync(person, FieldsOf(await person.PageAsync(path), form), files, changes, path);

    public static Task<HttpResponseMessage> SendAsync(
        Visitor person,
        IEnumerable<(string Name, string Value)> fields,
        IReadOnlyList<(string Name, byte[] Bytes, string FileName)> files,
        (string Name, string? Value)[] changes,
        string path = Path
    )
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(field => !changes.Any(change => change.Name == field.Name)))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, value) in changes.Where(change => change.Value is not null))
        {
            content.Add(new StringContent(value!), name);
        }

        foreach (var (name, bytes, fileName) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            content.Add(part, name, fileName);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return person.Client.SendAsync(request);
    }
}
