using System.Xml;

namespace Blog.Operations.Backups.Offsite;

/// <summary>The answer to a PROPFIND (RFC 4918, 9.1), from a server that is not trusted.</summary>
internal static class WebDavListing
{
    private const string Dav = "DAV:";
    private const int LongestCharacters = 16 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestCharacters,
        Async = true,
    };

    /// <summary>The files in it, by the last part of their addresses; folders have no length.</summary>
    /// <exception cref="XmlException">It is not XML, or too long.</exception>
    public static async Task<IReadOnlyList<(string Name, long Bytes)>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = XmlReader.Create(stream, Settings);
        var (found, name) = (new List<(string, long)>(), "");
        await reader.MoveToContentAsync();
        while (!reader.EOF)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader is { NodeType: XmlNodeType.Element, NamespaceURI: Dav, LocalName: "href" })
            {
                name = Uri.UnescapeDataString((await reader.ReadElementContentAsStringAsync()).Trim().Split('/')[^1]);
            }
            else if (reader is { NodeType: XmlNodeType.Element, NamespaceURI: Dav, LocalName: "getcontentlength" })
            {
                var length = await reader.ReadElementContentAsStringAsync();
                if (name.Length > 0 && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
                {
                    found.Add((name, bytes));
                }
            }
            else
            {
                await reader.ReadAsync();
            }
        }

        return found;
    }
}
