using System.Text;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>
/// Runs the site's own shortcodes whose templates are simple: HTML with parameters, the enclosed text, conditions and a few functions.
/// </summary>
internal sealed class HugoTemplates(TemplateContext context)
{
    private const int MaxSize = 16 * 1024;
    private const int MaxOutput = 256 * 1024;

    private readonly Dictionary<string, HugoTemplate?> _known = new(StringComparer.Ordinal);

    /// <summary>What the template of a shortcode prints; null if there is none or if it is not simple.</summary>
    public TagPiece? Convert(TagCall call)
    {
        if (!_known.TryGetValue(call.Name, out var template))
        {
            _known[call.Name] = template = Read(call.Name);
        }

        if (template is null || call.Inner.Length > MaxOutput)
        {
            return null;
        }

        var output = new StringBuilder();
        if (!template.TryPrint(call, output, MaxOutput))
        {
            return null;
        }

        var text = TagText.TrimLines(output.ToString());
        return new TagPiece(text, call.IsAlone && HugoTemplate.BeginsBlock(text));
    }

    private HugoTemplate? Read(string name)
    {
        foreach (var root in context.Themes.Select(theme => theme + "/").Prepend(""))
        {
            foreach (var folder in new[] { "layouts/shortcodes/", "layouts/_shortcodes/" })
            {
                if (context.ReadFile($"{root}{folder}{name}.html") is { Length: <= MaxSize } text)
                {
                    return HugoTemplate.Parse(text);
                }
            }
        }

        return null;
    }
}
