using Blog.Data.Posts.Files;
using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.FrontMatters;

namespace Blog.Tests.Portability.Import.Templates;

/// <summary>Cases/*.txt: a text of a site generator, the Markdown it becomes, and the warnings with their lines.</summary>
internal static class TemplateCases
{
    private static Dictionary<string, string> Files { get; } =
        new(StringComparer.Ordinal)
        {
            ["source/downloads/code/test.js"] = "a\nb\nc\n",
            ["_includes/figure.html"] =
                "<figure>\n<img src=\"{{ include.src }}\" alt=\"{{ include.alt }}\">\n"
                + "{% if include.caption %}<figcaption>{{ include.caption }}</figcaption>{% endif %}\n</figure>\n",
            ["_includes/hello.html"] = "你好{{ include.name }}{% comment %}x{% endcomment %}。",
            ["_includes/broken.html"] = "甲 {{ x | }}",
            ["_posts/part.md"] = "部分 {{ page.title }}",
            ["layouts/shortcodes/chip.html"] =
                "<span class=\"chip\">{{ with .Get 0 }}{{ . }}{{ else }}{{ .Get \"text\" | default \"x\" | upper }}{{ end }}</span>",
            ["layouts/shortcodes/boxed.html"] =
                "{{/* a box */}}\n<div class=\"box\">\n    {{ with .Get \"title\" }}\n    <p>{{ . | safeHTML }}</p>\n    {{ end }}\n\n"
                + "    {{ .Inner | markdownify }}\n</div>\n",
            ["layouts/shortcodes/maybe.html"] = "{{ if eq (.Get 0) \"有\" }}是{{ else if .Get 1 }}二{{ else }}否{{ end }}",
            ["themes/t/layouts/shortcodes/themed.html"] = "<u>{{- .Inner -}}</u>",
            ["layouts/shortcodes/hard.html"] = "{{ range .Site.Pages }}{{ .Title }}{{ end }}",
        };

    /// <summary>What the tags of the cases refer to.</summary>
    public static TemplateContext Context { get; } =
        new()
        {
            FindPost = name => name.Contains("old-post", StringComparison.Ordinal) ? new LinkedPost("old-post.md", "旧文章") : null,
            ReadFile = path => Files.GetValueOrDefault(path),
            Themes = ["themes/t"],
            Folder = "_posts",
            Site = Fields("title: 站\nurl: https://old.example\nbaseurl: /blog\nauthor:\n  name: 某人"),
            Page = Fields(
                "title: a post\ndate: 2020-01-31\ndraft: false\ngallery:\n- url: /g/1-large.jpg\n  image_path: /g/1.jpg\n  alt: 一\n"
                    + "  title: 第一\n- image_path: g/2.jpg\n"
            ),
        };

    public static IReadOnlyDictionary<string, TemplateCase> All { get; } =
        Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Portability", "Import", "Templates", "Cases"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(Read)
            .ToDictionary(one => one.Name, StringComparer.Ordinal);

    private static FrontMatterMap Fields(string yaml) => FrontMatter.Read($"---\n{yaml}\n---\n").FrontMatter!.Fields;

    private static IEnumerable<TemplateCase> Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var tool = Enum.TryParse<SiteGenerator>(name, out var known) ? known : SiteGenerator.Unknown;
        foreach (var text in ("\n" + File.ReadAllText(file).ReplaceLineEndings("\n")).Split("\n§ ").Skip(1))
        {
            var title = text.Split('\n')[0];
            var parts = text[(title.Length + 1)..].Split("\n⇒\n");
            var lines = parts[1].TrimEnd('\n').Split('\n');
            yield return new TemplateCase(
                $"{name}: {title}",
                tool,
                parts[0],
                string.Join('\n', lines.Where(line => !line.StartsWith('⚠'))).TrimEnd('\n'),
                [.. lines.Where(line => line.StartsWith('⚠')).Select(line => line[2..])]
            );
        }
    }
}

internal sealed record TemplateCase(string Name, SiteGenerator Tool, string Input, string Expected, IReadOnlyList<string> Warnings);
