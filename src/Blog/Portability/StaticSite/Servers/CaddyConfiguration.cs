using System.Text;
using Blog.Portability.StaticSite.Files;

namespace Blog.Portability.StaticSite.Servers;

/// <summary>A Caddyfile for Caddy 2.6 or newer.</summary>
internal static class CaddyConfiguration
{
    private const string NotFound = "not_found";

    public static string Of(ServerRules rules)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            # Made by export-site: run it again to bring this up to date, it is written over.
            {{rules.Scheme}}://{{rules.Authority}} {
            	root * {{Quote(rules.Root)}}
            	encode zstd gzip

            	map {query} {blog_query} {
            		"~^(.+)$" "?${1}"
            		default ""
            	}
            	map {path} {blog_moved} {

            """
        );
        foreach (var (from, href) in rules.Redirects)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t\t{Quote(from)} {Quote(href)}\n\t\t{Quote(from + "/")} {Quote(href)}\n");
        }

        text.Append("\t\tdefault \"\"\n\t}\n\tmap {path} {blog_slashed} {\n");
        foreach (var (without, href) in rules.Slashed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t\t{Quote(without)} {Quote(href)}\n\t\t{Quote(without + "/")} \"=\"\n");
        }

        text.Append("\t\tdefault \"\"\n\t}\n");
        foreach (var query in rules.Queries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\tmap {{query.{query.Key}}} {{blog_arg_{query.Key}}} {{\n");
            foreach (var (value, href) in query.DistinctBy(one => one.Value))
            {
                text.Append(CultureInfo.InvariantCulture, $"\t\t{Quote(value)} {Quote(href)}\n");
            }

            text.Append("\t\tdefault \"\"\n\t}\n");
        }

        AppendRedirects(text, rules);
        text.Append("\n\troute {\n");
        AppendHeaders(text, rules);
        text.Append("\t\ttry_files {path} {path}/index.html\n\t\tfile_server\n\t}\n\n\thandle_errors {\n");
        AppendErrorHeaders(text, rules);
        text.Append(CultureInfo.InvariantCulture, $"\t\trewrite * {Quote(rules.Base + "/404.html")}\n\t\tfile_server\n\t}}\n}}\n");
        return text.ToString();
    }

    private static void AppendRedirects(StringBuilder text, ServerRules rules)
    {
        text.Append("\n\t@moved expression `{blog_moved} != \"\"`\n\tredir @moved {blog_moved}{blog_query} permanent\n");
        foreach (var query in rules.Queries)
        {
            var name = query.Key;
            var paths = Quote(rules.Base + "/") + " " + Quote(rules.Base + "/index.php");
            text.Append(
                CultureInfo.InvariantCulture,
                $"\t@arg_{name} {{\n\t\tpath {paths}\n\t\texpression `{{blog_arg_{name}}} != \"\"`\n\t}}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"\tredir @arg_{name} {{blog_arg_{name}}} permanent\n");
        }

        text.Append(
            """
            	@unslashed expression `{blog_slashed}.startsWith("/")`
            	redir @unslashed {blog_slashed}{blog_query} permanent
            	@extra {
            		path_regexp extra ^(/.+)/$
            		expression `{blog_slashed} == ""`
            		file {path}index.html
            	}
            	redir @extra {re.extra.1}{blog_query} permanent

            """
        );
        if (rules.BasePath.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\tredir {Quote(rules.Base)} {Quote(rules.BasePath + "/")} permanent\n");
        }
    }

    /// <summary>Those of pages, then what other files have instead. In a route, directives run in the order of the text.</summary>
    private static void AppendHeaders(StringBuilder text, ServerRules rules)
    {
        foreach (var header in rules.HeaderNames.Where(rules.Page.Headers.ContainsKey))
        {
            text.Append(CultureInfo.InvariantCulture, $"\t\theader {header} {Quote(rules.Page.Headers[header])}\n");
        }

        text.Append("\t\t@ico path *.ico\n\t\theader @ico Content-Type image/x-icon\n");
        foreach (var kind in rules.Kinds.Where(kind => kind.Name != NotFound))
        {
            var scope = "@" + kind.Name;
            text.Append(CultureInfo.InvariantCulture, $"\t\t{scope} path_regexp {Quote(rules.PatternOf(kind))}\n");
            if (kind.ContentType.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t\theader {scope} Content-Type {Quote(kind.ContentType)}\n");
            }

            AppendDifference(text, rules, kind, scope + " ");
        }

        foreach (var header in rules.HeaderNames)
        {
            foreach (var (file, value) in rules.ExceptionsOf(header))
            {
                text.Append(CultureInfo.InvariantCulture, $"\t\theader {Quote(rules.Base + file.Address)} {header} {Quote(value)}\n");
            }
        }
    }

    private static void AppendErrorHeaders(StringBuilder text, ServerRules rules)
    {
        foreach (var header in rules.HeaderNames.Where(rules.Page.Headers.ContainsKey))
        {
            text.Append(CultureInfo.InvariantCulture, $"\t\theader {header} {Quote(rules.Page.Headers[header])}\n");
        }

        AppendDifference(text, rules, rules.Kinds.First(kind => kind.Name == NotFound), "");
    }

    private static void AppendDifference(StringBuilder text, ServerRules rules, FileKind kind, string scope)
    {
        foreach (var header in rules.HeaderNames)
        {
            var (value, usual) = (kind.Headers.GetValueOrDefault(header, ""), rules.Page.Headers.GetValueOrDefault(header, ""));
            if (value != usual)
            {
                text.Append(value.Length == 0 ? $"\t\theader {scope}-{header}\n" : $"\t\theader {scope}{header} {Quote(value)}\n");
            }
        }
    }

    /// <summary>A string of a Caddyfile, in which a backslash escapes quotes and braces only.</summary>
    private static string Quote(string text) =>
        "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("{", "\\{", StringComparison.Ordinal) + "\"";
}
