using System.Collections.Frozen;
using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>
/// The presentation of one MathML element: the TeX library expresses it in inline styles, which the content security policy blocks, so the
/// meaningful ones become classes (rules in <c>Site/Assets/math.css</c>) or the attribute <c>mathcolor</c>.
/// </summary>
internal sealed class MathStyles
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "tml-left",
        "tml-right",
        "tml-jot",
        "tml-small",
        "tml-prime",
        "tml-sml-pad",
        "tml-med-pad",
        "tml-lrg-pad",
        "tml-overline",
        "tml-underline",
        "tml-fbox",
        "tml-cancel",
        "upstrike",
        "downstrike",
        "sout",
        "tml-xcancel",
        "tml-tilde-2",
        "tml-tilde-3",
        "tml-tilde-4",
        "tml-hat-1",
        "tml-hat-2",
        "tml-hat-3",
        "tml-hat-4",
        "mathscr",
        "tml-vec",
        "chr-sml",
        "chr-sml-vec",
        "chr-med",
        "chr-med-vec",
        "chr-lrg",
        "chr-lrg-vec",
        "wbk-acc",
        "wbk-vec",
        "wbk-sml",
        "wbk-sml-acc",
        "wbk-sml-vec",
        "wbk-med",
        "wbk-med-acc",
        "wbk-med-vec",
        "wbk-lrg",
        "wbk-lrg-acc",
        "wbk-lrg-vec"
    );

    // em, ascending: a negative space gets the class of the nearest one.
    private static readonly (double Em, string Class)[] NegativeSpaces =
    [
        (-2, "tml-n6"),
        (-1, "tml-n5"),
        (-0.5, "tml-n4"),
        (-0.2778, "tml-n3"),
        (-0.2222, "tml-n2"),
        (-0.1667, "tml-n1"),
    ];

    private readonly List<string> _classes = [];
    private string? _color;

    /// <summary>Adds the classes that have a rule.</summary>
    public void AddClasses(string value) => _classes.AddRange(value.Split(' ').Where(Known.Contains));

    /// <summary>Converts an inline style, declaration by declaration; unknown ones are dropped.</summary>
    public void AddStyle(string style)
    {
        foreach (var declaration in style.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                AddDeclaration(declaration[..colon].Trim(), declaration[(colon + 1)..].Trim());
            }
        }
    }

    /// <summary>Converts <c>scriptlevel</c> or <c>displaystyle</c> of an element that may not have the attribute in HTML.</summary>
    public void AddLevel(string attribute, string value)
    {
        if (attribute == "displaystyle")
        {
            _classes.Add(value == "true" ? "tml-ds" : "tml-ts");
        }
        else if (value is "0" or "1" or "2" or "3")
        {
            _classes.Add($"tml-d{value}");
        }
    }

    public void WriteTo(StringBuilder html)
    {
        if (_color is not null)
        {
            html.Append(" mathcolor=\"").Append(_color).Append('"');
        }

        if (_classes.Count > 0)
        {
            html.Append(" class=\"").AppendJoin(' ', _classes.Distinct(StringComparer.Ordinal)).Append('"');
        }
    }

    private void AddDeclaration(string property, string value)
    {
        if (property == "color" && IsColor(value))
        {
            _color = value;
            return;
        }

        var name = (property, value) switch
        {
            ("padding-left", "0em" or "0pt" or "0") => "tml-l0",
            ("padding-right", "0em" or "0pt" or "0") => "tml-r0",
            ("padding-left", "1em") => "tml-l1",
            ("border-top", _) => "tml-bt",
            ("border-bottom", _) => "tml-bb",
            ("border-left", _) => "tml-bl",
            ("border-right", _) => "tml-br",
            ("border", _) => "tml-fbox",
            ("width", "100%") => "tml-wide",
            ("width", "50%") => "tml-glue",
            ("font-weight", "bold") => "tml-bold",
            ("math-depth", "0" or "1" or "2") => $"tml-d{value}",
            ("margin-left", _) => NegativeSpace(value),
            _ => null,
        };
        if (name is not null)
        {
            _classes.Add(name);
        }
    }

    private static string? NegativeSpace(string value) =>
        value.EndsWith("em", StringComparison.Ordinal)
        && double.TryParse(value.AsSpan(0, value.Length - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var em)
        && em < 0
            ? NegativeSpaces.MinBy(space => Math.Abs(space.Em - em)).Class
            : null;

    private static bool IsColor(string value) =>
        value.Length is > 2 and < 30 && (value[0] == '#' ? value.Skip(1).All(char.IsAsciiHexDigit) : value.All(char.IsAsciiLetter));
}
