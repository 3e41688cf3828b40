using System.Security.Cryptography;
using System.Text;
using Blog.Rendering;
using Blog.Rendering.Html;
using Blog.Rendering.Text;

namespace Blog.Data.Posts.Drafts;

/// <summary>An image on another host, or embedded in the text as a data URL.</summary>
/// <param name="Address">As written in the text.</param>
/// <param name="Alt">Alternative text.</param>
public sealed record RemoteImage(string Address, string Alt)
{
    private const string Base64 = ";base64,";

    /// <summary>The distinct images of a draft that are on other hosts or embedded in the text, in order.</summary>
    public static IReadOnlyList<RemoteImage> FindIn(PostDraft draft, Uri publicUrl)
    {
        var links = TextLimits.Check(TextLimits.Normalize(draft.Markdown)) is null
            ? MarkdownLinks.Find(draft.Markdown).Where(link => link.IsImage)
            : [];
        return
        [
            .. links
                .Select(link => new RemoteImage(link.Url.Trim(), link.Alt))
                .Append(new RemoteImage(draft.Cover.Trim(), ""))
                .Where(image => image.IsInText || image.IsOnAnotherHost(publicUrl))
                .DistinctBy(image => image.Address),
        ];
    }

    /// <summary>Whether its host is not the blog's own.</summary>
    public bool IsOnAnotherHost(Uri publicUrl)
    {
        if (!UrlPolicy.IsRemote(Address))
        {
            return false;
        }

        var isOwn =
            Uri.TryCreate(Absolute, UriKind.Absolute, out var address)
            && string.Equals(address.Authority, publicUrl.Authority, StringComparison.OrdinalIgnoreCase);
        return !isOwn;
    }

    /// <summary>Short identifier for form fields, since an address may be longer than a field.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address)).AsSpan(0, 8));

    /// <summary>Whether it is embedded in the text as a data URL.</summary>
    public bool IsInText => Address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address shortened for display.</summary>
    public string Shown => Address.Length > 120 ? Address[..119] + "…" : Address;

    /// <summary>The address with a scheme; a scheme-relative one is resolved as https.</summary>
    public string Absolute => Address.StartsWith("//", StringComparison.Ordinal) ? "https:" + Address : Address;

    /// <summary>File name from the address, or the alternative text if the address has none.</summary>
    public string Name =>
        !IsInText
        && Uri.TryCreate(Absolute, UriKind.Absolute, out var address)
        && Uri.UnescapeDataString(address.Segments[^1]).Trim('/') is { Length: > 0 } name
            ? name
            : Alt;

    /// <summary>The embedded bytes; empty if they are not valid base64, null if the image is not embedded.</summary>
    public byte[]? Decode()
    {
        if (!IsInText)
        {
            return null;
        }

        var at = Address.IndexOf(Base64, StringComparison.OrdinalIgnoreCase);
        var bytes = new byte[Address.Length];
        return at > 0 && Convert.TryFromBase64String(Address[(at + Base64.Length)..], bytes, out var length) ? bytes[..length] : [];
    }
}
