using System.Text;
using System.Text.Json;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Outbound;

namespace Blog.Operations.Announcing;

/// <summary>Speaks with the engines: IndexNow's JSON, Baidu's lines of text.</summary>
internal sealed class EngineRequests(SafeHttp http, AnnouncingOptions options, SiteOptions site)
{
    private const int MaxAnswer = 16 * 1024;

    /// <summary>The site as the engines know it: scheme, host, and a port that is not the usual one.</summary>
    private string Site => site.PublicUrl.Scheme + "://" + site.PublicUrl.IdnHost + Port;

    private string Port => site.PublicUrl.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{site.PublicUrl.Port}");

    /// <summary>Tells IndexNow (https://www.indexnow.org/documentation).</summary>
    public async Task<(bool IsAccepted, SearchEngineAnswer Answer)> TellIndexNowAsync(
        string key,
        IReadOnlyList<string> paths,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                host = site.PublicUrl.IdnHost + Port,
                key,
                keyLocation = AddressOf($"/{key}.txt"),
                urlList = paths.Select(AddressOf),
            }
        );
        var result = await http.PostAsync(
            options.IndexNow.AbsoluteUri,
            body,
            "application/json; charset=utf-8",
            MaxAnswer,
            cancellationToken
        );
        var answer = AnswerOf(result, paths.Count);
        return (result.Status is 200 or 202, answer);
    }

    /// <summary>Tells Baidu (https://ziyuan.baidu.com/linksubmit): one address a line.</summary>
    public async Task<(bool IsAccepted, SearchEngineAnswer Answer)> TellBaiduAsync(
        string token,
        IReadOnlyList<string> paths,
        CancellationToken cancellationToken
    )
    {
        var result = await http.PostAsync(
            $"{options.Baidu.AbsoluteUri}?site={Site}&token={token}",
            Encoding.UTF8.GetBytes(string.Join('\n', paths.Select(AddressOf))),
            "text/plain",
            MaxAnswer,
            cancellationToken
        );
        var answer = AnswerOf(result, paths.Count);
        return result.IsFetched && ReadBaidu(result.Content, answer, token) is { } read
            ? (read.Taken is not null && read.Error is null, read)
            : (false, answer);
    }

    private string AddressOf(string path) => Site + site.BasePath + path;

    private static SearchEngineAnswer AnswerOf(SafeHttpResult result, int sent) =>
        new()
        {
            Sent = sent,
            Status = result.Status > 0 ? result.Status : null,
            Failure = result.Refusal?.ToString(),
        };

    /// <summary>
    /// <c>{"remain":99,"success":1,"not_same_site":[],"not_valid":[]}</c> or <c>{"error":401,"message":"token is not valid"}</c>.
    /// </summary>
    /// <returns>Null if it is neither.</returns>
    private static SearchEngineAnswer? ReadBaidu(byte[] body, SearchEngineAnswer answer, string token)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? null
                : answer with
                {
                    Taken = Number(root, "success"),
                    Remaining = Number(root, "remain"),
                    Rejected = Count(root, "not_same_site") + Count(root, "not_valid"),
                    Error = Number(root, "error"),
                    // an answer may repeat what it was sent
                    Message = Text(root, "message")?.Replace(token, "…", StringComparison.OrdinalIgnoreCase),
                };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    private static int Count(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
