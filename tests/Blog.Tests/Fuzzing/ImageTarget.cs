using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using Blog.Images;
using Blog.Tests.Data;

namespace Blog.Tests.Fuzzing;

/// <summary>An image for the ingestion of images and for its variants.</summary>
internal sealed class ImageTarget : FuzzTarget
{
    /// <summary>What a drawing is made of.</summary>
    private static readonly IReadOnlyList<string> Drawing =
    [
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "<g>",
        "</g>",
        "<use href=\"#a\"/>",
        "<g id=\"a\">",
        "<rect width=\"1e99\"/>",
        " width=\"2147483648px\"",
        " viewBox=\"0 0 1e308 NaN\"",
        " style=\"fill:url(#a)\"",
        " fill=\"url(//a.b)\"",
        " xlink:href=\"javascript:x\"",
        "<style>",
        "</style>",
        "@import 'x'",
        "<!DOCTYPE svg>",
        "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
        "&a;",
        "<![CDATA[",
        "]]>",
        "<?xml version=\"1.1\"?>",
        "<?xml-stylesheet href=\"x\"?>",
        " xmlns:x=\"http://www.w3.org/2000/svg\"",
        "<x:script/>",
        "<animate attributeName=\"href\" to=\"x\"/>",
        "<set attributeName=\"onload\"/>",
        " onload=\"x\"",
        " xml:base=\"//a.b\"",
        "<foreignObject>",
        "<a href=\"//a.b\">",
    ];

    private static readonly TextMutations Mutations = new([Tokens.Html, Tokens.Signs, Drawing]);

    public override byte[] Make(Random random)
    {
        var seed = Seeds.Images[random.Next(Seeds.Images.Count)];
        byte[] Other() => Seeds.Images[random.Next(Seeds.Images.Count)];
        if (seed.Length > 0 && SvgCleaner.LooksLikeMarkup(seed) && random.Next(4) > 0)
        {
            return Encoding.UTF8.GetBytes(Mutations.Change(Encoding.UTF8.GetString(seed), () => Encoding.UTF8.GetString(Other()), random));
        }

        var bytes = random.Next(2) == 0 ? ByteMutations.Change(seed, Other, random) : (byte[])seed.Clone();
        for (var left = random.Next(3); left > 0; left--)
        {
            ByteMutations.SetNumber(bytes, MarksOf(bytes), before: 4, behind: 14, random);
        }

        if (random.Next(4) > 0)
        {
            MendPng(bytes);
        }

        return bytes;
    }

    public override FuzzOutcome Feed(byte[] document)
    {
        // As an upload does: the encoder runs on a worker thread behind its gate.
        var result = ImageFile.ReadAsync(document).GetAwaiter().GetResult();
        Assert.True(result.Content is null != result.Refusal is null, "neither an image nor a refusal, or both");
        if (result.Content is not { } content)
        {
            Assert.NotEqual("", result.Refusal);
            Assert.NotNull(result.Error);
            return FuzzOutcome.Refused;
        }

        if (content.Extension == ".svg")
        {
            AssertHarmless(content.Bytes);
        }
        else
        {
            Assert.Equal(content.Extension, TypeOf(content.Bytes));
            Assert.True((long)content.Width!.Value * content.Height!.Value is > 0 and <= ImageFile.MaxPixels);
        }

        var full = ImageVariants.MakeAsync(content).GetAwaiter().GetResult();
        Assert.NotNull(full.Variants);
        Assert.All(full.Variants, variant => Assert.True(variant.Width < content.Width && variant.Bytes.Length < content.Bytes.Length));
        return FuzzOutcome.Taken;
    }

    /// <summary>For any input: well formed, only drawing elements, nothing external.</summary>
    private static void AssertHarmless(byte[] drawing)
    {
        foreach (var element in XDocument.Load(new MemoryStream(drawing)).Descendants())
        {
            Assert.Equal("http://www.w3.org/2000/svg", element.Name.NamespaceName);
            Assert.False(
                element.Name.LocalName is "script" or "foreignObject" or "a" or "image" or "feImage" or "iframe" or "handler",
                element.Name.LocalName
            );
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.ToString());
                Assert.True(attribute.Name.LocalName != "href" || attribute.Value.StartsWith('#'), attribute.ToString());
                Assert.DoesNotContain("javascript:", attribute.Value, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        ImageTypes.Of(bytes) switch
        {
            ImageType.Jpeg => ".jpg",
            ImageType.Png => ".png",
            ImageType.Gif => ".gif",
            ImageType.WebP => ".webp",
            _ => null,
        };

    /// <summary>Where the format has its lengths and sizes.</summary>
    private static List<int> MarksOf(byte[] bytes) =>
        bytes switch
        {
            [0xFF, 0xD8, ..] => ByteMutations.Find(
                bytes,
                [0xFF, 0xC0],
                [0xFF, 0xC2],
                [0xFF, 0xC4],
                [0xFF, 0xDA],
                [0xFF, 0xDB],
                [0xFF, 0xE0],
                [0xFF, 0xE1],
                [0xFF, 0xE2],
                [0xFF, 0xDD]
            ),
            [0x89, ..] => ByteMutations.Find(
                bytes,
                [.. "IHDR"u8],
                [.. "IDAT"u8],
                [.. "PLTE"u8],
                [.. "tRNS"u8],
                [.. "iCCP"u8],
                [.. "pHYs"u8],
                [.. "IEND"u8]
            ),
            [(byte)'G', ..] => [6, .. ByteMutations.Find(bytes, [0x2C], [0x21, 0xF9], [0x21, 0xFF])],
            _ => ByteMutations.Find(
                bytes,
                [.. "RIFF"u8],
                [.. "VP8 "u8],
                [.. "VP8L"u8],
                [.. "VP8X"u8],
                [.. "ANIM"u8],
                [.. "ANMF"u8],
                [.. "ALPH"u8],
                [.. "EXIF"u8]
            ),
        };

    /// <summary>Corrects the checksum of each PNG chunk, so that the changes get past it.</summary>
    private static void MendPng(byte[] bytes)
    {
        for (var at = 8; bytes is [0x89, ..] && at + 12 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(
                bytes.AsSpan(at + 8 + (int)length),
                TestImages.Crc(bytes.AsSpan(at + 4, 4 + (int)length))
            );
            at += 12 + (int)length;
        }
    }
}
