using Blog.Tests.Admin.Media;

namespace Blog.Tests.Processes;

/// <summary>Sends pictures as the editor does.</summary>
internal static class Uploads
{
    public static Task<HttpResponseMessage> SendAsync(EditorClient editorClient, byte[] bytes, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, MediaFixture.Upload) { Content = MediaFixture.Form([(bytes, name)]) };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.Add("RequestVerificationToken", editorClient.Token);
        return editorClient.Visitor.Client.SendAsync(request);
    }
}
