using System.Text.Json;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Site.Outbound;

namespace Blog.Comments.Notices;

/// <summary>By what the owner is told of new comments, without a mail server. The names are part of the database.</summary>
public enum NoticeChannel
{
    /// <summary>Any address that takes a signed request (https://www.standardwebhooks.com).</summary>
    Webhook,

    Telegram,

    /// <summary>A bot of a group, also of Lark.</summary>
    Feishu,

    /// <summary>ntfy.sh, or one's own server.</summary>
    Ntfy,
}

/// <summary>How a channel is reached. Kept as one secret, since most of it is one.</summary>
/// <param name="Address">Of the service; empty for its usual one.</param>
/// <param name="Secret">Token, or key that signs; empty if there is none.</param>
/// <param name="Recipient">Chat or topic; empty where the address says it.</param>
public sealed record ChannelAccess(string Address, string Secret, string Recipient)
{
    private const int ShortestKey = 16;

    public static ChannelAccess? FromJson(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<ChannelAccess>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The field that is wrong; null if all are as the channel needs them.</summary>
    public string? WrongField(NoticeChannel channel)
    {
        if (OutboundAddress.Read(channel.AddressOf(this), out var address) is not null || address.Scheme != Uri.UriSchemeHttps)
        {
            return nameof(Address);
        }

        var isSecretWrong = channel switch
        {
            NoticeChannel.Webhook => Secret.Length < ShortestKey,
            NoticeChannel.Telegram => !Secret.Contains(':', StringComparison.Ordinal) || Secret.Any(IsForeign),
            _ => Secret.Any(IsForeign),
        };
        if (isSecretWrong || Secret.Length > TextLengths.Line)
        {
            return nameof(Secret);
        }

        var isRecipientWrong =
            channel is NoticeChannel.Telegram or NoticeChannel.Ntfy && (Recipient.Length == 0 || Recipient.Any(IsForeign));
        return isRecipientWrong || Recipient.Length > TextLengths.Name ? nameof(Recipient) : null;
    }

    /// <summary>Whether a character is in no token, chat or topic: it would become another part of an address.</summary>
    private static bool IsForeign(char sign) => sign is <= ' ' or > '~' or '/' or '?' or '#' or '%' or '\\';
}

/// <summary>What tells the channels apart.</summary>
public static class NoticeChannels
{
    extension(NoticeChannel channel)
    {
        /// <summary>Its name in the database and in addresses.</summary>
        public string Key => channel.ToString().ToLowerInvariant();

        /// <summary>Under which its access is kept.</summary>
        public string SecretName => CommentNotice.SecretPrefix + channel.Key;

        /// <summary>Whether it has an address of its own that one may replace.</summary>
        public string? UsualAddress =>
            channel switch
            {
                NoticeChannel.Telegram => "https://api.telegram.org",
                NoticeChannel.Ntfy => "https://ntfy.sh",
                _ => null,
            };

        /// <summary>Whether messages go to a chat or topic.</summary>
        public bool HasRecipient => channel is NoticeChannel.Telegram or NoticeChannel.Ntfy;

        public string AddressOf(ChannelAccess access) => access.Address.Length > 0 ? access.Address : channel.UsualAddress ?? "";
    }

    /// <summary>The channel with a name; null for any other text.</summary>
    public static NoticeChannel? Find(string? key) =>
        Enum.GetValues<NoticeChannel>()
            .Cast<NoticeChannel?>()
            .FirstOrDefault(channel => string.Equals(channel!.Value.Key, key, StringComparison.Ordinal));
}
