using System.Text;
using System.Xml;

namespace Blog.Portability.Import.Backups.WordPress.Exports;

/// <summary>Reads elements and their texts one after the other, with limits on depth and length.</summary>
internal sealed class WxrXml : IDisposable
{
    private const int MaxDepth = 64;
    private const int MaxValue = 256 * 1024;

    private readonly TextReader _text;
    private readonly XmlReader _xml;
    private readonly char[] _chunk = new char[8192];

    public WxrXml(string path)
    {
        _text = WxrText.Open(path);
        _xml = XmlReader.Create(
            _text,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                CheckCharacters = false,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersFromEntities = 1_024,
            }
        );
    }

    /// <summary>1-based.</summary>
    public int Line => (_xml as IXmlLineInfo)?.LineNumber ?? 0;

    public bool IsElement => _xml.NodeType == XmlNodeType.Element;

    /// <summary>The name without its prefix.</summary>
    public string Name => _xml.LocalName;

    public int Depth => _xml.Depth;

    /// <summary>Whether the element is of the namespace of excerpts: two kinds of <c>encoded</c> differ in nothing else.</summary>
    public bool IsOfExcerpt => _xml.NamespaceURI.Contains("excerpt", StringComparison.Ordinal);

    public string? Attribute(string name) => _xml.GetAttribute(name);

    public void Dispose()
    {
        _xml.Dispose();
        _text.Dispose();
    }

    public Dictionary<string, string> Fields(IReadOnlyCollection<string> wanted)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Children())
        {
            if (wanted.Contains(name))
            {
                fields[name] = Value();
            }
            else
            {
                Skip();
            }
        }

        return fields;
    }

    /// <summary>The names of the elements within the one at which the reader stands; each has to be read or skipped.</summary>
    public IEnumerable<string> Children()
    {
        var (depth, isEmpty) = (_xml.Depth, _xml.IsEmptyElement);
        while (!isEmpty && Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                yield return _xml.LocalName;
            }
        }
    }

    public string Value() => Text(MaxValue, out _).Trim();

    /// <summary>The text of an element, whatever it is divided into; what is longer than the limit is read and forgotten.</summary>
    public string Text(int max, out bool isTooLong)
    {
        isTooLong = false;
        var (depth, text) = (_xml.Depth, new StringBuilder());
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        while (Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                while (_xml.ReadValueChunk(_chunk, 0, _chunk.Length) is > 0 and var read)
                {
                    isTooLong |= text.Length + read > max;
                    text.Append(_chunk, 0, isTooLong ? Math.Max(0, Math.Min(read, max - text.Length)) : read);
                }
            }
        }

        return text.ToString();
    }

    public void Skip()
    {
        var (depth, isEmpty) = (_xml.Depth, _xml.IsEmptyElement);
        while (!isEmpty && Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth)) { }
    }

    public bool Next()
    {
        if (!_xml.Read())
        {
            return false;
        }

        return _xml.Depth <= MaxDepth ? true : throw new XmlException($"elements are nested more than {MaxDepth} deep");
    }
}
