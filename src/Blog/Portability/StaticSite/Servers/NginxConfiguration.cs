using System.Text;
using Blog.Portability.StaticSite.Files;

namespace Blog.Portability.StaticSite.Servers;

/// <summary>A site of nginx 1.18 or newer, to be included in its <c>http</c> block.</summary>
internal static class NginxConfiguration
{
    /// <summary>The list of redirects, as a file for <c>map</c>.</summary>
    public static string Redirects(ServerRules rules) =>
        rules
            .Redirects.Aggregate(
                new StringBuilder(),
                (text, one) => text.Append(CultureInfo.InvariantCulture, $"{Quote(one.From)} {Quote(one.Href)};\n")
            )
            .ToString();

    public static string Server(ServerRules rules)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            # Made by export-site. Put it into /etc/nginx/conf.d/, or include it in the http block of nginx.conf; for https add
            # certificates to the server block. Run export-site again to bring it up to date: it is written over.

            map_hash_bucket_size 2048;
            map_hash_max_size 65536;

            # Former addresses, with or without a slash at the end.
            map $uri $blog_bare {
                default $uri;
                "~^(?<blog_stem>.+)/$" $blog_stem;
            }
            map $blog_bare $blog_moved {
                default "";
                include {{Quote(Path.Combine(Path.GetDirectoryName(rules.Root)!, "redirects.map"))}};
            }

            # Addresses that end in a slash; all others do not.
            map $blog_bare $blog_slashed {
                default "";

            """
        );
        foreach (var (without, href) in rules.Slashed)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Quote(without)} {Quote(href)};\n");
        }

        text.Append("}\n");
        foreach (var query in rules.Queries)
        {
            text.Append(CultureInfo.InvariantCulture, $"map $arg_{query.Key} $blog_arg_{query.Key} {{\n    default \"\";\n");
            foreach (
                var (value, href) in query
                    .SelectMany(one => Spellings(one.Value).Select(value => (value, one.Href)))
                    .DistinctBy(one => one.value)
            )
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Quote(value)} {Quote(href)};\n");
            }

            text.Append("}\n");
        }

        foreach (var header in rules.HeaderNames)
        {
            AppendMap(text, rules, header);
        }

        AppendServer(text, rules);
        return text.ToString();
    }

    /// <summary>The value of a header by the file that is sent.</summary>
    private static void AppendMap(StringBuilder text, ServerRules rules, string header)
    {
        var usual = rules.Page.Headers.GetValueOrDefault(header, "");
        text.Append(CultureInfo.InvariantCulture, $"\nmap $uri {VariableOf(header)} {{\n    default {Quote(usual)};\n");
        foreach (var (file, value) in rules.ExceptionsOf(header))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Quote("/" + file.Path)} {Quote(value)};\n");
        }

        foreach (var kind in rules.Kinds.Where(kind => kind.Headers.GetValueOrDefault(header, "") != usual)) // no two kinds overlap
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {Quote("~" + rules.PatternOf(kind))} {Quote(kind.Headers.GetValueOrDefault(header, ""))};\n"
            );
        }

        text.Append("}\n");
    }

    private static void AppendServer(StringBuilder text, ServerRules rules)
    {
        var root = rules.BasePath;
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""

            server {
                listen 80;
                listen [::]:80;
                server_name {{rules.Host}};
                root {{Quote(rules.Root)}};
                error_page 404 {{Quote(root + "/404.html")}};
                absolute_redirect off;
                server_tokens off;

                charset utf-8;
                charset_types text/css text/javascript text/plain text/markdown application/xml application/atom+xml
                    application/rss+xml application/opensearchdescription+xml;
                default_type application/octet-stream;
                types {

            """
        );
        foreach (var type in MediaTypes.ByExtension.GroupBy(type => type.Value, type => type.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"        {type.Key} {string.Join(' ', type)};\n");
        }

        text.Append(
            """
                }

                gzip on;
                gzip_vary on;
                gzip_proxied any;
                gzip_comp_level 6;
                gzip_min_length 512;
                gzip_types text/css text/javascript text/plain text/markdown image/svg+xml application/json application/xml
                    application/atom+xml application/rss+xml application/feed+json application/manifest+json
                    application/opensearchdescription+xml;


            """
        );
        foreach (var header in rules.HeaderNames)
        {
            text.Append(CultureInfo.InvariantCulture, $"    add_header {header} {VariableOf(header)} always;\n");
        }

        text.Append("\n    if ($blog_moved) {\n        return 301 $blog_moved$is_args$args;\n    }\n");
        AppendLocations(text, rules, root);
        text.Append("}\n");
    }

    private static void AppendLocations(StringBuilder text, ServerRules rules, string root)
    {
        var queries = string.Concat(
            rules.Queries.Select(query =>
                $"        if ($blog_arg_{query.Key}) {{\n            return 301 $blog_arg_{query.Key};\n        }}\n"
            )
        );
        var top = Quote(rules.Base + "/");
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n    location = {top} {{\n{queries}        try_files {Quote(rules.Base + "/index.html")} =404;\n    }}\n"
        );
        if (queries.Length > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    location = {Quote(rules.Base + "/index.php")} {{\n{queries}        return 404;\n    }}\n"
            );
        }

        if (root.Length > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    location = {Quote(rules.Base)} {{\n        return 301 {root}/$is_args$args;\n    }}\n"
            );
        }

        foreach (var kind in rules.Typed)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                    location ~ {{Quote(rules.PatternOf(kind))}} {
                        types { }
                        default_type {{Quote(kind.ContentType.Split(';')[0])}};
                        try_files $uri $uri/index.html =404;
                    }

                """
            );
        }

        text.Append(
            """
                location ~ /$ {
                    if (!-f $document_root${uri}index.html) {
                        return 404;
                    }
                    if ($blog_slashed = "") {
                        rewrite ^(.+)/$ $1 permanent;
                    }
                    try_files ${uri}index.html =404;
                }
                location / {
                    if ($blog_slashed) {
                        return 301 $blog_slashed$is_args$args;
                    }
                    try_files $uri $uri/index.html =404;
                }

            """
        );
    }

    private static string VariableOf(string header) => "$blog_" + header.ToLowerInvariant().Replace('-', '_');

    /// <summary>A value as browsers send it and decoded: nginx compares what was sent.</summary>
    private static IEnumerable<string> Spellings(string value) => [value, Uri.EscapeDataString(value)];

    /// <summary>A string of nginx. Targets are percent-encoded, so that no dollar sign of an address is read as a variable.</summary>
    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
