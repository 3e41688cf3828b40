using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Blog.Site.AdminLayout;

/// <summary>
/// A form field with its label, hint and error, linked as screen readers need them. Typed values are preserved except secrets; the limits
/// of the model are the limits of the field.
/// </summary>
/// <remarks>Every attribute is bound: for unbound ones the Razor compiler generates HtmlString, which is banned.</remarks>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The property of the page's input model.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>Name in the form; null for the name of the property.</summary>
    public string? Name { get; set; }

    /// <summary>Id of the form it belongs to; null for the enclosing one.</summary>
    public string? Form { get; set; }

    /// <summary>An example, or what an empty field means; null for nothing.</summary>
    public string? Placeholder { get; set; }

    public required string Label { get; set; }

    /// <summary>Help text; null for none.</summary>
    public string? Hint { get; set; }

    /// <summary>Type of the input, or <c>textarea</c>, <c>select</c>, <c>checkbox</c>.</summary>
    public string Type { get; set; } = "text";

    /// <summary>The options of a <c>select</c>.</summary>
    public IEnumerable<SelectListItem>? Options { get; set; }

    /// <summary>The autocomplete value for browsers and password managers (HTML, "Autofill").</summary>
    public string? Autocomplete { get; set; }

    /// <summary>The keyboard that phones show.</summary>
    public string? Inputmode { get; set; }

    /// <summary>Whether phones capitalize automatically; null for the default.</summary>
    public string? Autocapitalize { get; set; }

    /// <summary>Whether spelling is checked; null for the browser's default.</summary>
    public string? Spellcheck { get; set; }

    /// <summary>BCP 47 tag of the input; null for the page's language.</summary>
    public string? ContentLang { get; set; }

    /// <summary>Id of a list of suggestions.</summary>
    public string? List { get; set; }

    /// <summary>Rows of a <c>textarea</c>; 0 for the stylesheet's height.</summary>
    public int Rows { get; set; }

    /// <summary>Whether the field has the focus when the page opens.</summary>
    public bool Autofocus { get; set; }

    /// <summary>Whether a script suggests the browser's time zone.</summary>
    public bool AskZone { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = Name ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "-").ToLowerInvariant();
        var entry = ViewContext.ViewData.ModelState.TryGetValue(name, out var known) ? known : null;
        var errors = entry?.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct().ToList() ?? [];
        var control = Control(name, id, entry);
        Autofocus = IsFocused(errors.Count > 0);
        foreach (var (attribute, value) in Extras().Where(extra => extra.Value is not null))
        {
            control.Attributes[attribute] = value;
        }

        Describe(control, id, errors.Count > 0);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(Labelled(control, id));
        if (errors.Count > 0)
        {
            output.Content.AppendHtml(Paragraph("error", id + "-error", string.Join(" ", errors)));
        }

        if (Hint is not null)
        {
            output.Content.AppendHtml(Paragraph("hint", id + "-hint", Hint));
        }
    }

    /// <summary>The first invalid field gets the focus; if there is none, the one that the page names.</summary>
    private bool IsFocused(bool isWrong) =>
        isWrong
            ? ViewContext.HttpContext.Items.TryAdd(typeof(FieldTagHelper), For.Name)
            : Autofocus && !ViewContext.ModelState.Any(entry => entry.Key.Length > 0 && entry.Value!.Errors.Count > 0);

    private IEnumerable<(string Name, string? Value)> Extras() =>
        [
            ("form", Form),
            ("placeholder", Placeholder),
            ("autocomplete", Autocomplete),
            ("inputmode", Inputmode),
            ("autocapitalize", Autocapitalize),
            ("spellcheck", Spellcheck),
            ("list", List),
            ("lang", ContentLang),
            ("rows", Rows > 0 ? Rows.ToString(CultureInfo.InvariantCulture) : null),
            ("autofocus", Autofocus ? "" : null),
            ("data-zone", AskZone ? "" : null),
        ];

    private static TagBuilder Paragraph(string type, string id, string text)
    {
        var paragraph = new TagBuilder("p");
        paragraph.Attributes["class"] = type;
        paragraph.Attributes["id"] = id;
        paragraph.InnerHtml.Append(text);
        return paragraph;
    }

    private TagBuilder Control(string name, string id, ModelStateEntry? entry)
    {
        var typed = entry?.AttemptedValue ?? Convert.ToString(For.Model, CultureInfo.InvariantCulture) ?? "";
        var control = new TagBuilder(Type is "textarea" or "select" ? Type : "input");
        control.Attributes["id"] = id;
        control.Attributes["name"] = name;
        switch (Type)
        {
            case "textarea":
                control.InnerHtml.Append("\n" + typed); // the parser drops the first line break
                break;
            case "select":
                AddOptions(control, typed);
                break;
            case "checkbox":
                control.TagRenderMode = TagRenderMode.StartTag;
                control.Attributes["type"] = "checkbox";
                control.Attributes["value"] = "true";
                if (entry?.AttemptedValue is { } ticked ? ticked.StartsWith("true", StringComparison.OrdinalIgnoreCase) : For.Model is true)
                {
                    control.Attributes["checked"] = "";
                }

                break;
            default:
                control.TagRenderMode = TagRenderMode.StartTag;
                control.Attributes["type"] = Type;
                if (Type != "password" && Autocomplete != "one-time-code") // a code that was submitted is no longer valid
                {
                    control.Attributes["value"] = typed;
                }

                break;
        }

        Limit(control);
        return control;
    }

    private void AddOptions(TagBuilder select, string typed)
    {
        foreach (var option in Options ?? [])
        {
            var item = new TagBuilder("option");
            item.Attributes["value"] = option.Value;
            if (string.Equals(option.Value, typed, StringComparison.Ordinal))
            {
                item.Attributes["selected"] = "";
            }

            item.InnerHtml.Append(option.Text);
            select.InnerHtml.AppendHtml(item);
        }
    }

    private void Limit(TagBuilder control)
    {
        var rules = For.Metadata.ValidatorMetadata;
        if (
            rules.OfType<MaxLengthAttribute>().FirstOrDefault() is { Length: > 0 } longest
            && Type is not ("select" or "checkbox" or "number")
        )
        {
            control.Attributes["maxlength"] = longest.Length.ToString(CultureInfo.InvariantCulture);
        }

        if (rules.OfType<RangeAttribute>().FirstOrDefault() is { } range && Type == "number")
        {
            control.Attributes["min"] = Convert.ToString(range.Minimum, CultureInfo.InvariantCulture);
            control.Attributes["max"] = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture);
        }

        // A select may be required only if its first option is a placeholder (HTML, "placeholder label option").
        if (rules.OfType<RequiredAttribute>().Any() && Type != "checkbox" && (Type != "select" || Options?.FirstOrDefault()?.Value is ""))
        {
            control.Attributes["required"] = "";
        }
    }

    private void Describe(TagBuilder control, string id, bool isWrong)
    {
        var described = string.Join(
            ' ',
            new[] { isWrong ? id + "-error" : null, Hint is null ? null : id + "-hint" }.Where(part => part is not null)
        );
        if (described.Length > 0)
        {
            control.Attributes["aria-describedby"] = described;
        }

        if (isWrong)
        {
            control.Attributes["aria-invalid"] = "true";
        }
    }

    private IHtmlContent Labelled(TagBuilder control, string id)
    {
        var label = new TagBuilder("label");
        if (Type == "checkbox")
        {
            label.Attributes["class"] = "check";
            label.InnerHtml.AppendHtml(control).Append(" " + Label);
            return label;
        }

        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        return new HtmlContentBuilder().AppendHtml(label).AppendHtml(control);
    }
}
