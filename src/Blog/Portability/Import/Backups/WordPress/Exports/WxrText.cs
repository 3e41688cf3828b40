using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress.Exports;

/// <summary>
/// Reads the characters of an export as XML takes them: without blanks before its beginning, as plugins put them there, and without control
/// characters, which databases hold and XML forbids.
/// </summary>
internal sealed partial class WxrText : TextReader
{
    private readonly StreamReader _inner;
    private bool _hasBegun;

    private WxrText(Stream file, Encoding encoding) => _inner = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);

    public static WxrText Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var head = new byte[200];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return new WxrText(file, EncodingOf(Encoding.Latin1.GetString(head, 0, length)));
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = _inner.Read(buffer);
        if (!_hasBegun)
        {
            while (read > 0 && buffer[..read].TrimStart("\uFEFF \t\r\n").IsEmpty)
            {
                read = _inner.Read(buffer);
            }

            var begun = buffer[..read].TrimStart("\uFEFF \t\r\n");
            begun.CopyTo(buffer);
            (_hasBegun, read) = (true, begun.Length);
        }

        foreach (ref var c in buffer[..read])
        {
            c = c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' ? ' ' : c;
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Encoding EncodingOf(string head)
    {
        try
        {
            var name = Declared().Match(head).Groups["name"].Value;
            return name.Length == 0 || name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
