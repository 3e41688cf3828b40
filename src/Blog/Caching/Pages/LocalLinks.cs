using System.Text;

namespace Blog.Caching.Pages;

/// <summary>
/// The addresses of this site that a page links to. A page that shows a post links to it, so this says which pages a changed post is on,
/// without any page having to tell.
/// </summary>
internal static class LocalLinks
{
    private static ReadOnlySpan<byte> Start => "href=\"/"u8;

    private static ReadOnlySpan<byte> Ends => "\"?#&"u8;

    /// <summary>The hash of an address; equal hashes of different addresses only make a page be rendered once too often.</summary>
    /// <param name="href">Percent-encoded, with the base path.</param>
    public static int HashOf(string href) => HashOf(Encoding.UTF8.GetBytes(href));

    /// <summary>The hashes of all links in a page, in ascending order.</summary>
    public static int[] In(ReadOnlySpan<byte> html)
    {
        var found = new HashSet<int>();
        while (html.IndexOf(Start) is >= 0 and var at)
        {
            html = html[(at + Start.Length - 1)..];
            var length = html.IndexOfAny(Ends);
            if (length < 0)
            {
                break;
            }

            found.Add(HashOf(html[..length]));
            html = html[length..];
        }

        var links = found.ToArray();
        Array.Sort(links);
        return links;
    }

    private static int HashOf(ReadOnlySpan<byte> href)
    {
        var hash = new HashCode();
        hash.AddBytes(href);
        return hash.ToHashCode();
    }
}
