using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Values of front matter and of configurations, as templates see them.</summary>
internal static class TemplateValues
{
    /// <summary>The text of a scalar by its path with dots; null if there is none.</summary>
    public static string? Find(FrontMatterMap map, string path)
    {
        FrontMatterValue? value = new FrontMatterValue.Map(map);
        foreach (var name in path.Split('.'))
        {
            value = value is FrontMatterValue.Map inner && inner.Fields.TryGet(name, out var found) ? found : null;
        }

        return value is FrontMatterValue.Text text ? text.Value : null;
    }

    /// <summary>As lists, dictionaries, texts, numbers and truth values.</summary>
    public static object Of(FrontMatterValue value) =>
        value switch
        {
            FrontMatterValue.List list => list.Items.Select(Of).ToList(),
            FrontMatterValue.Map map => Of(map.Fields),
            FrontMatterValue.Text { Quoted: false, Value: "true" or "True" } => true,
            FrontMatterValue.Text { Quoted: false, Value: "false" or "False" } => false,
            FrontMatterValue.Text { Quoted: false } text
                when text.Value.Length < 10
                    && int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            FrontMatterValue.Text text => text.Value,
            _ => "",
        };

    public static Dictionary<string, object> Of(FrontMatterMap map)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            values[key] = Of(value);
        }

        return values;
    }
}
