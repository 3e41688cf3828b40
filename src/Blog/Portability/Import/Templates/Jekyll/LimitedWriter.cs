using System.Text;
using Fluid.Values;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>A text that must not become longer than a post may be.</summary>
internal sealed class LimitedWriter : TextWriter
{
    /// <summary>Maximum length of the whole output in characters.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Maximum length of one value in characters.</summary>
    public const int MaxValue = 16 * 1024;

    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>A value of allowed length.</summary>
    /// <exception cref="InvalidOperationException">It is too long.</exception>
    public static FluidValue Checked(FluidValue value) =>
        value is StringValue && value.ToStringValue().Length > MaxValue
            ? throw new InvalidOperationException($"a value is longer than {MaxValue / 1024} KB")
            : value;

    public override void Write(char value) => Add(1).Append(value);

    public override void Write(string? value) => Add(value?.Length ?? 0).Append(value);

    public override void Write(char[] buffer, int index, int count) => Add(count).Append(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Add(buffer.Length).Append(buffer);

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Add(int length) =>
        _text.Length + length > MaxLength ? throw new InvalidOperationException("its output is too long") : _text;
}
