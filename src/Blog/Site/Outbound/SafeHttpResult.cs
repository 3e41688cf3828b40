using System.Diagnostics.CodeAnalysis;

namespace Blog.Site.Outbound;

/// <summary>What came of an outbound request: content, or why there is none.</summary>
public sealed record SafeHttpResult
{
    private SafeHttpResult() { }

    [MemberNotNullWhen(true, nameof(Content), nameof(Address))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsFetched => Refusal is null;

    /// <summary>The bytes as they were sent.</summary>
    public byte[]? Content { get; private init; }

    /// <summary>What the sender calls them (<c>text/html; charset=utf-8</c>): a claim, not a fact; null where it says nothing that can be read.</summary>
    public string? ContentType { get; private init; }

    /// <summary>Where they were found after redirects.</summary>
    public Uri? Address { get; private init; }

    /// <summary>Why there is no content.</summary>
    public SafeHttpError? Refusal { get; private init; }

    /// <summary>The HTTP status of <see cref="SafeHttpError.Status"/>; 0 otherwise.</summary>
    public int Status { get; private init; }

    internal static SafeHttpResult Fetched(byte[] content, string? contentType, Uri address) =>
        new()
        {
            Content = content,
            ContentType = contentType,
            Address = address,
        };

    internal static SafeHttpResult Refused(SafeHttpError refusal, int status = 0) => new() { Refusal = refusal, Status = status };
}

/// <summary>Why an outbound request has no content.</summary>
public enum SafeHttpError
{
    /// <summary>The text is no absolute address, or one that two programs would read differently.</summary>
    Malformed,

    Scheme,

    /// <summary>Neither port 80 nor port 443.</summary>
    Port,

    /// <summary>A name or password stands before the host.</summary>
    Credentials,

    /// <summary>The host has no address.</summary>
    Unresolved,

    /// <summary>Every address of the host is private, reserved or this machine's own.</summary>
    NotPublic,

    /// <summary>Nobody answers there, or what answers does not speak HTTP.</summary>
    Unreachable,

    /// <summary>The certificate does not prove that it is the host.</summary>
    Tls,

    /// <summary>More redirects than <see cref="SafeHttp.MaxRedirects"/>.</summary>
    TooManyRedirects,

    /// <summary>A redirect from https to http.</summary>
    Downgrade,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Not finished in five seconds.</summary>
    TooSlow,

    /// <summary>Compressed, though that was not asked for.</summary>
    Encoded,

    /// <summary>A status other than 2xx; see <see cref="SafeHttpResult.Status"/>.</summary>
    Status,
}
