using System.Security.Cryptography;
using System.Text;
using Blog.Rendering;
using Blog.Rendering.Html;
using Blog.Rendering.Text;

namespace Blog.Data.Posts.Drafts;

/// <summary>An image that lies elsewhere, or in the text itself.</summary>
/// <param name="Address">As the text has it.</param>
/// <param name="Alt">What it shows.</param>
public sealed record RemoteImage(string Address, string Alt)
{
    private const string Base64 = ";base64,";

    /// <summary>The images of a draft that lie on other hosts or in the text itself, each once, in order.</summary>
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

    private bool IsOnAnotherHost(Uri publicUrl)
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

    /// <summary>What a form names it by: an address may be longer than a field.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address)).AsSpan(0, 8));

    /// <summary>Whether its bytes stand in the text.</summary>
    public bool IsInText => Address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <summary>As people can read it.</summary>
    public string Shown => Address.Length > 120 ? Address[..119] + "…" : Address;

    /// <summary>With a scheme, as a page over https would ask for it.</summary>
    public string Absolute => Address.StartsWith("//", StringComparison.Ordinal) ? "https:" + Address : Address;

    /// <summary>Its name there; of an address that says nothing, its words.</summary>
    public string Name =>
        !IsInText
        && Uri.TryCreate(Absolute, UriKind.Absolute, out var address)
        && Uri.UnescapeDataString(address.Segments[^1]).Trim('/') is { Length: > 0 } name
            ? name
            : Alt;

    /// <summary>The bytes that stand in the text; empty where they are no base64, null where none stand there.</summary>
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
