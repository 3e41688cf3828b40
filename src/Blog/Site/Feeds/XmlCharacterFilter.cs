using System.Text;
using System.Xml;

namespace Blog.Site.Feeds;

/// <summary>
/// Removes the characters that an XML 1.0 document must not contain, escaped or not (section 2.2): a single one would break the whole feed.
/// </summary>
internal static class XmlCharacterFilter
{
    /// <summary>The text without control characters, U+FFFE, U+FFFF and unpaired surrogates.</summary>
    public static string Of(string text)
    {
        var wrong = FirstWrong(text);
        if (wrong < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text, 0, wrong, text.Length);
        for (var i = wrong; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                clean.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    private static int FirstWrong(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
