using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Settings;

namespace Blog.Comments.Sending;

/// <summary>
/// Signs when a form was made, and for which post. A page that is kept for everybody has a stamp of the hour, so that it stays the same to
/// the byte; a form that is made for one visitor has one of the second, and shows whether it was filled in faster than people type.
/// </summary>
public sealed class FormStamps(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long a form may be open.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The least time in which somebody fills in a form.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    /// <summary>Name of the secret that signs stamps.</summary>
    public const string KeyName = "comment-forms";
    private const int Hour = 3600;
    private const int MacLength = 12;
    private const char OfPage = 'p';
    private const char OfForm = 'f';
    private const char OfQuestion = 'q';

    /// <summary>Numbers of the question below this.</summary>
    private const int MostNumber = 20;

    private byte[]? _key;

    /// <summary>Makes the key, after the first start and after an upgrade.</summary>
    public static async Task MakeKeyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var secrets = scope.ServiceProvider.GetRequiredService<SecretStore>();
        if (await secrets.ReadAsync(KeyName, cancellationToken) is null)
        {
            await scope
                .ServiceProvider.GetRequiredService<BlogDb>()
                .WriteAsync(
                    () => secrets.SetAsync(KeyName, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), cancellationToken),
                    cancellationToken
                );
        }
    }

    /// <summary>A stamp for a page that everybody gets.</summary>
    public Task<string> ForPageAsync(int postId, CancellationToken cancellationToken) =>
        SignAsync(OfPage, Now / Hour * Hour, Text(postId), cancellationToken);

    /// <summary>A stamp for a form of one visitor.</summary>
    public Task<string> ForFormAsync(int postId, CancellationToken cancellationToken) =>
        SignAsync(OfForm, Now, Text(postId), cancellationToken);

    /// <summary>Looks at a stamp that came with a form.</summary>
    public async Task<StampState> CheckAsync(string? stamp, int postId, CancellationToken cancellationToken)
    {
        if (stamp is not [OfPage or OfForm, ..] || await OpenAsync(stamp[0], stamp, Text(postId), cancellationToken) is not { } made)
        {
            return StampState.Stale;
        }

        var age = TimeSpan.FromSeconds(Now - made);
        return age > Life + (stamp[0] == OfPage ? TimeSpan.FromSeconds(Hour) : TimeSpan.Zero) ? StampState.Stale
            : age < TimeSpan.Zero ? StampState.Stale
            : stamp[0] == OfForm && age < Least ? StampState.TooFast
            : StampState.Valid;
    }

    /// <summary>A question with its signature.</summary>
    public async Task<SignedQuestion> AskAsync(int postId, CancellationToken cancellationToken)
    {
        var (one, other) = (RandomNumberGenerator.GetInt32(2, MostNumber), RandomNumberGenerator.GetInt32(2, MostNumber));
        var stamp = await SignAsync(OfQuestion, Now, $"{Text(postId)}.{Text(one)}.{Text(other)}", cancellationToken);
        return new SignedQuestion(one, other, $"{Text(one)}.{Text(other)}.{stamp}");
    }

    /// <summary>Whether a number answers a question.</summary>
    /// <returns>Also what tells this question from all others, so that it can be answered once only.</returns>
    public async Task<(bool IsRight, string Key)> AnswersAsync(
        string? question,
        string? answer,
        int postId,
        CancellationToken cancellationToken
    )
    {
        if (
            question?.Split('.') is not [var first, var second, .. var rest]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            || await OpenAsync(OfQuestion, string.Join('.', rest), $"{Text(postId)}.{Text(one)}.{Text(other)}", cancellationToken)
                is not { } made
        )
        {
            return (false, "");
        }

        // Digits as Chinese keyboards type them, too.
        var digits = (answer ?? "").Normalize(NormalizationForm.FormKC).Trim();
        return (
            TimeSpan.FromSeconds(Now - made) <= Life
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var sum)
                && sum == one + other,
            question
        );
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<string> SignAsync(char kind, long at, string about, CancellationToken cancellationToken)
    {
        var time = at.ToString("x", CultureInfo.InvariantCulture);
        return $"{kind}{time}.{Mac(await KeyAsync(cancellationToken), kind, time, about)}";
    }

    /// <returns>Unix seconds; null if the signature is wrong.</returns>
    private async Task<long?> OpenAsync(char kind, string stamp, string about, CancellationToken cancellationToken)
    {
        if (
            stamp.Split('.') is not [{ Length: > 1 } time, var mac]
            || time[0] != kind
            || !long.TryParse(time.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
        )
        {
            return null;
        }

        var right = Mac(await KeyAsync(cancellationToken), kind, time[1..], about);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(right)) ? at : null;
    }

    private static string Mac(byte[] key, char kind, string time, string about) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}|{time}|{about}")).AsSpan(0, MacLength));

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<SecretStore>().ReadAsync(KeyName, cancellationToken);

        // Where the key ring was lost, one of this process: its forms are stale after the next start, and keep what was typed.
        var made = stored is null ? RandomNumberGenerator.GetBytes(32) : Base64Url.DecodeFromChars(stored);
        return Interlocked.CompareExchange(ref _key, made, null) ?? made;
    }
}

/// <summary>What a stamp says of its form.</summary>
public enum StampState
{
    Valid,

    /// <summary>Older than a day, of another post, or not ours.</summary>
    Stale,

    /// <summary>Sent sooner than people type.</summary>
    TooFast,
}

/// <summary>A sum to be answered.</summary>
/// <param name="Stamp">Comes back with the answer.</param>
public sealed record SignedQuestion(int One, int Other, string Stamp);
