using System.Text;

namespace Blog.Tests.Data;

/// <summary>Files that pretend to be images, or images that carry something else (security.md B2, B6).</summary>
internal static class HostileImages
{
    private const string Open =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        + "xmlns:h=\"http://www.w3.org/1999/xhtml\" viewBox=\"0 0 9 9\">";
    private const string Script = "<script>alert('canary-7f3a')</script>";

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } =
        new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
        {
            ["svg: script"] = Drawing(Script),
            ["svg: script in another namespace"] = Drawing("<h:script>alert('canary-7f3a')</h:script>"),
            ["svg: script with an address"] = Drawing("<script xlink:href=\"//evil.example/x.js\"/>"),
            ["svg: onload on the root"] = Raw(Open[..^1] + " onload=\"alert('canary-7f3a')\"><g/></svg>"),
            ["svg: onload in capitals"] = Drawing("<g ONLOAD=\"alert('canary-7f3a')\"/>"),
            ["svg: onerror of an image"] = Drawing("<image href=\"x\" onerror=\"alert('canary-7f3a')\"/>"),
            ["svg: foreignObject"] = Drawing(
                "<foreignObject><h:iframe src=\"//evil.example\"/><h:body>canary-7f3a</h:body></foreignObject>"
            ),
            ["svg: link to script"] = Drawing("<a xlink:href=\"javascript:alert('canary-7f3a')\"><rect/></a>"),
            ["svg: link to script, spelled with entities"] = Drawing("<a href=\"&#106;avascript:alert('canary-7f3a')\"><rect/></a>"),
            ["svg: use of another file"] = Drawing("<use href=\"http://evil.example/x.svg#a\"/>"),
            ["svg: use of a data address"] = Drawing("<use href=\"data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#a\"/>"),
            ["svg: image from outside"] = Drawing("<image href=\"http://evil.example/pixel.png\"/>"),
            ["svg: image inside"] = Drawing("<image href=\"data:image/svg+xml,&lt;svg onload='canary-7f3a'/>\"/>"),
            ["svg: feImage"] = Drawing("<filter id=\"f\"><feImage href=\"http://evil.example/x\"/></filter>"),
            ["svg: animation of a link"] = Drawing("<a><animate attributeName=\"href\" to=\"javascript:alert('canary-7f3a')\"/></a>"),
            ["svg: set of a link"] = Drawing("<set attributeName=\"xlink:href\" to=\"javascript:alert('canary-7f3a')\"/>"),
            ["svg: set of an event"] = Drawing("<set attributeName=\"onload\" to=\"alert('canary-7f3a')\"/>"),
            ["svg: values with script"] = Drawing("<animate attributeName=\"x\" values=\"javascript:alert('canary-7f3a')\"/>"),
            ["svg: style with an address"] = Drawing("<style>rect{background:url(http://evil.example/canary-7f3a)}</style>"),
            ["svg: style with an import"] = Drawing("<style>@import '//evil.example/canary-7f3a.css';</style>"),
            ["svg: style with escapes"] = Drawing("<style>rect{background:u\\72l(//evil.example/canary-7f3a)}</style>"),
            ["svg: style with an element"] = Drawing("<style><g onload=\"canary-7f3a\"/></style>"),
            ["svg: style with CDATA"] = Drawing("<style><![CDATA[</style><script>canary-7f3a</script>]]></style>"),
            ["svg: style attribute"] = Drawing("<rect style=\"fill:url(http://evil.example/canary-7f3a)\"/>"),
            ["svg: fill from outside"] = Drawing("<rect fill=\"url(http://evil.example/x.svg#a)\"/>"),
            ["svg: stylesheet instruction"] = Raw(
                "<?xml version=\"1.0\"?><?xml-stylesheet href=\"//evil.example/x.css\"?>" + Open + "</svg>"
            ),
            ["svg: entity laughs"] = Raw(
                "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" + Open + "<text>&b;</text></svg>"
            ),
            ["svg: external entity"] = Raw("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Open + "<text>&x;</text></svg>"),
            ["svg: external DTD with an inner part"] = Raw("<!DOCTYPE svg SYSTEM \"http://evil.example/x.dtd\" [ ]>" + Open + "</svg>"),
            ["svg: 100k deep"] = Raw(Open + string.Concat(Enumerable.Repeat("<g>", 100_000))),
            ["svg: 100k deep in what is skipped"] = Raw(Open + string.Concat(Enumerable.Repeat("<x>", 100_000))),
            ["svg: 100k elements"] = Raw(Open + string.Concat(Enumerable.Repeat("<g/>", 100_000)) + "</svg>"),
            ["svg: copies of copies"] = Raw(
                Open
                    + "<g id=\"a0\"><rect/></g>"
                    + string.Concat(
                        Enumerable
                            .Range(1, 9)
                            .Select(i => $"<g id=\"a{i}\">" + string.Concat(Enumerable.Repeat($"<use href=\"#a{i - 1}\"/>", 10)) + "</g>")
                    )
                    + "<use href=\"#a9\"/></svg>"
            ),
            ["svg: a circle of copies"] = Drawing("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>"),
            ["svg: unfinished"] = Raw(Open + "<g>"),
            ["svg: no namespace"] = Raw("<svg><script>canary-7f3a</script></svg>"),
            ["svg: metadata of an editor"] = Drawing("<metadata><x xmlns=\"http://evil.example\">canary-7f3a</x></metadata>"),
            ["svg: comment"] = Drawing("<!-- <script>canary-7f3a</script> -->"),
            ["html as jpg"] = Raw("<html><body>" + Script + "</body></html>"),
            ["html with a byte order mark"] = Raw("\uFEFF  <html>" + Script),
            ["text as png"] = Raw("canary-7f3a"),
            ["php as gif"] = Raw("GIF89a<?php system('canary-7f3a'); ?>"),
            ["gif and script in one"] = () =>
                [.. "GIF89a/*"u8, .. TestImages.Still(4, 4, ".gif").AsSpan(8), .. "*/=1;alert('canary-7f3a')"u8],
            ["gif with script behind"] = () => [.. TestImages.Still(4, 4, ".gif"), .. Encoding.UTF8.GetBytes(Script)],
            ["png with html behind"] = () => [.. TestImages.Still(4, 4, ".png"), .. Encoding.UTF8.GetBytes("<html>" + Script)],
            ["jpeg with a zip behind"] = () => [.. TestImages.Still(4, 4, ".jpg"), .. "PK\u0003\u0004canary-7f3a"u8],
            ["jpeg with script in its EXIF"] = () => TestImages.JpegWithExif(8, 8, 1, "<script>canary-7f3a</script>"),
            ["jpeg cut short"] = () => TestImages.Still(64, 64, ".jpg")[..200],
            ["png cut short"] = () => TestImages.Still(64, 64, ".png")[..60],
            ["only a JPEG's first bytes"] = () => [0xFF, 0xD8, 0xFF, 0xE0],
            ["only a PNG's first bytes"] = () => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10],
            ["a WebP that is none"] = () => [.. "RIFF\0\0\0\0WEBPVP8 canary-7f3a"u8],
            ["a huge PNG"] = () => TestImages.PngHeader(30_000, 30_000),
            ["a PNG of negative size"] = () => TestImages.PngHeader(-1, 5),
            ["pdf with script"] = Raw("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert('canary-7f3a'))>>>>"),
            ["bmp"] = () => [.. "BM"u8, .. new byte[60]],
            ["tiff"] = () => [0x49, 0x49, 0x2A, 0, .. new byte[60]],
            ["ico"] = () => [0, 0, 1, 0, 1, 0, .. new byte[60]],
            ["avif"] = () => [0, 0, 0, 0x1C, .. "ftypavif"u8, .. new byte[60]],
            ["postscript"] = Raw("%!PS-Adobe-3.0\ncanary-7f3a"),
            ["mvg"] = Raw("push graphic-context\nfill 'url(https://evil.example/\"|id\")'\n"),
            ["xml that is no drawing"] = Raw("<?xml version=\"1.0\"?><x>canary-7f3a</x>"),
            ["nothing"] = () => [],
            ["26 MB"] = () => [0xFF, 0xD8, 0xFF, .. new byte[26 * 1024 * 1024]],
            ["noise"] = () =>
            {
                var bytes = new byte[4096];
                new Random(3).NextBytes(bytes);
                return bytes;
            },
        };

    public static TheoryData<string> Names => [.. All.Keys];

    private static Func<byte[]> Raw(string text) => () => Encoding.UTF8.GetBytes(text);

    private static Func<byte[]> Drawing(string inside) => Raw(Open + inside + "<rect width=\"3\" height=\"3\"/></svg>");
}
