using System.Diagnostics.CodeAnalysis;

namespace Blog.Site.Outbound;

/// <summary>Result of an outbound request: the content, or the reason why there is none.</summary>
public sealed record SafeHttpResult
{
    private SafeHttpResult() { }

    [MemberNotNullWhen(true, nameof(Content), nameof(Address))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsFetched => Refusal is null;

    /// <summary>The response body as sent.</summary>
    public byte[]? Content { get; private init; }

    /// <summary>The declared type (<c>text/html; charset=utf-8</c>): a claim, not a fact; null if it is missing or unreadable.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The final address after redirects.</summary>
    public Uri? Address { get; private init; }

    /// <summary>Why there is no content.</summary>
    public SafeHttpError? Refusal { get; private init; }

    /// <summary>The HTTP status of the answer that was read, or of <see cref="SafeHttpError.Status"/>; 0 otherwise.</summary>
    public int Status { get; private init; }

    internal static SafeHttpResult Fetched(byte[] content, string? contentType, Uri address, int status) =>
        new()
        {
            Content = content,
            ContentType = contentType,
            Address = address,
            Status = status,
        };

    internal static SafeHttpResult Refused(SafeHttpError refusal, int status = 0) => new() { Refusal = refusal, Status = status };
}

/// <summary>Why an outbound request has no content.</summary>
public enum SafeHttpError
{
    /// <summary>Not an absolute address, or one that two programs would parse differently.</summary>
    Malformed,

    Scheme,

    /// <summary>Neither port 80 nor port 443.</summary>
    Port,

    /// <summary>The address contains a user name or password.</summary>
    Credentials,

    /// <summary>The host name does not resolve.</summary>
    Unresolved,

    /// <summary>Every address of the host is private, reserved or local to this machine.</summary>
    NotPublic,

    /// <summary>The connection failed, or the server does not speak HTTP.</summary>
    Unreachable,

    /// <summary>The certificate is not valid for the host.</summary>
    Tls,

    /// <summary>More redirects than <see cref="SafeHttp.MaxRedirects"/>.</summary>
    TooManyRedirects,

    /// <summary>A redirect from https to http.</summary>
    Downgrade,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Not finished within five seconds.</summary>
    TooSlow,

    /// <summary>Compressed, although compression was not requested.</summary>
    Encoded,

    /// <summary>A status other than 2xx; see <see cref="SafeHttpResult.Status"/>.</summary>
    Status,
}
