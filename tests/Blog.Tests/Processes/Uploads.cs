using Blog.Tests.Admin.Media;

namespace Blog.Tests.Processes;

/// <summary>Sends pictures as the editor does.</summary>
internal static class Uploads
{
    public static Task<HttpResponseMessage> SendAsync(Typist typist, byte[] bytes, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, MediaStage.Upload) { Content = MediaStage.Form([(bytes, name)]) };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.Add("RequestVerificationToken", typist.Token);
        return typist.Visitor.Client.SendAsync(request);
    }
}
