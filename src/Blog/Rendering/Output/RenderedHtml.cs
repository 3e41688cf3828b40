using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Blog.Rendering.Output;

/// <summary>HTML that has passed the sanitizer: the only type that is printed unescaped.</summary>
/// <remarks>
/// Created in two places only, both verified by a test: <see cref="HtmlSanitizer"/> creates it, and the database mapping restores what was
/// stored.
/// </remarks>
public sealed class RenderedHtml : IHtmlContent, IEquatable<RenderedHtml>
{
    private RenderedHtml(string value) => Value = value;

    public static RenderedHtml Empty { get; } = new("");

    public string Value { get; }

    /// <summary>True if there is nothing to print.</summary>
    public bool IsEmpty => Value.Length == 0;

    /// <summary>True if it contains a formula, which needs the math font.</summary>
    public bool HasFormulas => Value.Contains("<math", StringComparison.Ordinal);

    /// <summary>
    /// True if a formula is among what a phone shows before scrolling: its first screen holds some 250 Chinese characters below a title.
    /// </summary>
    public bool OpensWithFormula
    {
        get
        {
            var characters = 0;
            var inTag = false;
            for (var i = 0; i < Value.Length && characters < 250; i++)
            {
                if (Value[i] == '<')
                {
                    inTag = true;
                    if (string.CompareOrdinal(Value, i, "<math", 0, 5) == 0)
                    {
                        return true;
                    }

                    if (string.CompareOrdinal(Value, i, "<img", 0, 4) == 0)
                    {
                        return false;
                    }
                }
                else if (Value[i] == '>')
                {
                    inTag = false;
                }
                else if (!inTag)
                {
                    characters++;
                }
            }

            return false;
        }
    }

    /// <summary>For the sanitizer and the database mapping only; a test rejects every other caller.</summary>
    internal static RenderedHtml Trusted(string value) => value.Length == 0 ? Empty : new RenderedHtml(value);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(Value);

    public bool Equals(RenderedHtml? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as RenderedHtml);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}
