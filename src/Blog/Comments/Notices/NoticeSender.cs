using Blog.Data.Settings;
using Blog.Site.Outbound;

namespace Blog.Comments.Notices;

/// <summary>Sends messages by the channels that the owner has set up.</summary>
public sealed class NoticeSender(SafeHttp http, SecretStore secrets, TimeProvider clock)
{
    private const int MostAnswer = 16 * 1024; // bytes

    /// <summary>How a channel is reached; null if it is off, or nobody can decrypt it.</summary>
    public async Task<ChannelAccess?> AccessAsync(NoticeChannel channel, CancellationToken cancellationToken) =>
        ChannelAccess.FromJson(await secrets.ReadAsync(channel.SecretName, cancellationToken));

    /// <returns>Why it did not arrive; null if it did.</returns>
    public async Task<NoticeError?> SendAsync(
        NoticeChannel channel,
        ChannelAccess access,
        NoticeMessage message,
        CancellationToken cancellationToken
    )
    {
        var request = ChannelRequest.Of(channel, access, message, clock.GetUtcNow());
        var result = await http.PostAsync(
            request.Address,
            request.Body,
            "application/json; charset=utf-8",
            MostAnswer,
            cancellationToken,
            request.Headers
        );
        return ChannelRequest.ErrorOf(channel, access, result);
    }
}
