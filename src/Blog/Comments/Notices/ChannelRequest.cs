using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blog.Site.Outbound;

namespace Blog.Comments.Notices;

/// <summary>A message in the form of one service, and how its answer is understood.</summary>
public sealed record ChannelRequest(string Address, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private const int MostError = 200;
    private const string KeyPrefix = "whsec_";

    /// <summary>The request that sends a message.</summary>
    public static ChannelRequest Of(NoticeChannel channel, ChannelAccess access, NoticeMessage message, DateTimeOffset now) =>
        channel switch
        {
            NoticeChannel.Telegram => Telegram(access, message),
            NoticeChannel.Feishu => Feishu(access, message, now),
            NoticeChannel.Ntfy => Ntfy(access, message),
            _ => Webhook(access, message, now),
        };

    /// <summary>Why a message was not taken, without any secret; null if it was.</summary>
    public static NoticeError? ErrorOf(NoticeChannel channel, ChannelAccess access, SafeHttpResult result)
    {
        if (!result.IsFetched)
        {
            return new NoticeError(result.Refusal, result.Status, "");
        }

        var (isTaken, said) = Read(channel, result);
        if (isTaken)
        {
            return null;
        }

        said = access.Secret.Length > 0 ? said.Replace(access.Secret, "…", StringComparison.Ordinal) : said;
        return new NoticeError(null, result.Status, said.Length > MostError ? said[..MostError] : said);
    }

    /// <summary>Standard Webhooks 1.0: what is signed is id, time in seconds and body, joined by dots.</summary>
    private static ChannelRequest Webhook(ChannelAccess access, NoticeMessage message, DateTimeOffset now)
    {
        var body = Json(
            new
            {
                type = message.Comment is null ? "comments.summary" : "comment." + message.Comment.State,
                timestamp = now,
                data = new
                {
                    message.Title,
                    message.Text,
                    message.Link,
                    message.Comment,
                },
            }
        );
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{message.Id}.{seconds}."), .. body];
        return new ChannelRequest(
            access.Address,
            body,
            [
                ("webhook-id", message.Id),
                ("webhook-timestamp", seconds),
                ("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(access.Secret), signed))),
            ]
        );
    }

    /// <summary>https://core.telegram.org/bots/api#sendmessage</summary>
    private static ChannelRequest Telegram(ChannelAccess access, NoticeMessage message) =>
        new(
            $"{NoticeChannel.Telegram.AddressOf(access).TrimEnd('/')}/bot{access.Secret}/sendMessage",
            Json(
                new
                {
                    chat_id = access.Recipient,
                    text = $"{message.Title}\n\n{message.Text}",
                    link_preview_options = new { is_disabled = true },
                    reply_markup = new { inline_keyboard = new[] { new[] { new { text = message.LinkWords, url = message.Link } } } },
                }
            ),
            []
        );

    /// <summary>https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: the key signs nothing, its text is the key.</summary>
    private static ChannelRequest Feishu(ChannelAccess access, NoticeMessage message, DateTimeOffset now)
    {
        var content = new { text = $"{message.Title}\n\n{message.Text}\n\n{message.LinkWords}: {message.Link}" };
        if (access.Secret.Length == 0)
        {
            return new ChannelRequest(access.Address, Json(new { msg_type = "text", content }), []);
        }

        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{access.Secret}"), Array.Empty<byte>())
        );
        return new ChannelRequest(
            access.Address,
            Json(
                new
                {
                    timestamp,
                    sign,
                    msg_type = "text",
                    content,
                }
            ),
            []
        );
    }

    /// <summary>https://docs.ntfy.sh/publish/#publish-as-json</summary>
    private static ChannelRequest Ntfy(ChannelAccess access, NoticeMessage message) =>
        new(
            NoticeChannel.Ntfy.AddressOf(access),
            Json(
                new
                {
                    topic = access.Recipient,
                    title = message.Title,
                    message = message.Text,
                    click = message.Link,
                }
            ),
            access.Secret.Length > 0 ? [("Authorization", "Bearer " + access.Secret)] : []
        );

    private static (bool IsTaken, string Said) Read(NoticeChannel channel, SafeHttpResult result)
    {
        var isSuccess = result.Status is >= 200 and < 300;
        try
        {
            using var json = JsonDocument.Parse(result.Content);
            var root = json.RootElement;
            return channel switch
            {
                _ when root.ValueKind != JsonValueKind.Object => (isSuccess && channel is NoticeChannel.Webhook or NoticeChannel.Ntfy, ""),
                NoticeChannel.Telegram => (Is(root, "ok", JsonValueKind.True), TextOf(root, "description")),
                NoticeChannel.Feishu => (IsZero(root, "code") || IsZero(root, "StatusCode"), TextOf(root, "msg")),
                NoticeChannel.Ntfy => (isSuccess, TextOf(root, "error")),
                _ => (isSuccess, ""),
            };
        }
        catch (JsonException)
        {
            return (isSuccess && channel == NoticeChannel.Webhook, "");
        }
    }

    private static bool Is(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == kind;

    private static bool IsZero(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var code) && code == 0;

    private static string TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>Standard Webhooks writes keys in base64 after a prefix; any other text is taken as it is.</summary>
    private static byte[] KeyOf(string secret)
    {
        var buffer = new byte[secret.Length];
        return
            secret.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[KeyPrefix.Length..], buffer, out var length)
            && length > 0
            ? buffer[..length]
            : Encoding.UTF8.GetBytes(secret);
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);
}

/// <summary>Why a notice did not arrive.</summary>
/// <param name="Refusal">Why there was no answer; null if there was one.</param>
/// <param name="Status">HTTP status; 0 for none.</param>
/// <param name="Said">What the service said; empty for nothing.</param>
public sealed record NoticeError(SafeHttpError? Refusal, int Status, string Said)
{
    /// <summary>As it is kept.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Refusal} {Status} {Said}");

    /// <summary>What was kept; null for any other text.</summary>
    public static NoticeError? FromText(string? text)
    {
        if (text?.Split(' ', 3) is not [var refusal, var status, var said])
        {
            return null;
        }

        return int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new NoticeError(Enum.TryParse<SafeHttpError>(refusal, out var known) ? known : null, number, said)
            : null;
    }
}
