using System.Text;
using Blog.Data.Addresses;

namespace Blog.Portability.StaticSite.Servers;

/// <summary>The files that Netlify and Cloudflare Pages read.</summary>
internal static class HostingFiles
{
    /// <summary>
    /// Headers by address. What a rule for all files says is taken back by those that say otherwise (<c>!</c>, Cloudflare), since both
    /// would be sent.
    /// </summary>
    public static string Headers(ServerRules rules)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{rules.BasePath}/*\n");
        foreach (var header in rules.HeaderNames.Where(rules.Page.Headers.ContainsKey))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {header}: {rules.Page.Headers[header]}\n");
        }

        foreach (var kind in rules.Kinds.Reverse())
        {
            foreach (var glob in kind.Globs)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rules.BasePath}{glob}\n");
                if (kind.ContentType.Length > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  Content-Type: {kind.ContentType}\n");
                }

                foreach (var header in rules.HeaderNames)
                {
                    var (value, usual) = (kind.Headers.GetValueOrDefault(header, ""), rules.Page.Headers.GetValueOrDefault(header, ""));
                    if (value != usual)
                    {
                        text.Append(usual.Length > 0 ? $"  ! {header}\n" : "").Append(value.Length > 0 ? $"  {header}: {value}\n" : "");
                    }
                }
            }
        }

        foreach (var file in rules.HeaderNames.SelectMany(rules.ExceptionsOf).GroupBy(one => one.File.Address, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{rules.BasePath}{PostAddress.Encode(file.Key)}\n");
            foreach (var header in rules.HeaderNames)
            {
                foreach (var (one, value) in rules.ExceptionsOf(header).Where(one => one.File.Address == file.Key))
                {
                    text.Append(CultureInfo.InvariantCulture, $"  ! {header}\n  {header}: {value}\n");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Redirects; those told apart by a query are left out, which Cloudflare does not know.</summary>
    public static string Redirects(ServerRules rules)
    {
        var text = new StringBuilder();
        foreach (var (from, href) in rules.Redirects)
        {
            text.Append(CultureInfo.InvariantCulture, $"{PostAddress.Encode(from)} {href} 301\n");
        }

        return text.ToString();
    }
}
