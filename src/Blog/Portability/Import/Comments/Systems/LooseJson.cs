using System.Text;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Reads a JSON string with escapes of half characters, which become U+FFFD.</summary>
internal static class LooseJson
{
    /// <param name="raw">Well-formed, with its quotes.</param>
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(
                    raw[i] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' or 'f' => ' ',
                        var other => other,
                    }
                );
            }
        }

        return string.Concat(text.ToString().EnumerateRunes());
    }
}
