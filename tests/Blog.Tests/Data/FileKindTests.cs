using System.IO.Compression;
using System.Text;
using Blog.Images;

namespace Blog.Tests.Data;

public sealed class FileKindTests
{
    public static TheoryData<FileKind, byte[]> Files =>
        new()
        {
            { FileKind.Heic, Box("heic", "mif1", "heic") },
            { FileKind.Heic, Box("mif1", "mif1", "heic") },
            { FileKind.Heic, Box("heix", "mif1", "heix") },
            { FileKind.AnimatedAvif, Box("avis", "avif", "avis") },
            { FileKind.Mp4, Box("isom", "isom", "iso2", "avc1", "mp41") },
            { FileKind.Mp4, Box("mp42", "isom", "mp42") },
            { FileKind.Mp4, Box("3gp5") },
            { FileKind.QuickTime, Box("qt  ") },
            { FileKind.RawPhoto, Box("crx ") },
            { FileKind.Mpeg4Audio, Box("M4A ", "isom") },
            { FileKind.Bmp, [.. "BM"u8, 0x46, 0, 0, 0, 0, 0, 0, 0, 0x36, .. new byte[40]] },
            { FileKind.Text, [.. "BMW 和别的汽车"u8] },
            { FileKind.Tiff, [0x4D, 0x4D, 0, 0x2A, .. new byte[20]] },
            { FileKind.Ico, [0, 0, 1, 0, 1, 0, .. new byte[20]] },
            { FileKind.JpegXl, [0xFF, 0x0A, .. new byte[20]] },
            { FileKind.JpegXl, [0, 0, 0, 0x0C, .. "JXL "u8, 0x0D, 0x0A, 0x87, 0x0A] },
            { FileKind.Jpeg2000, [0, 0, 0, 0x0C, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A] },
            { FileKind.Photoshop, [.. "8BPS"u8, 0, 1, .. new byte[20]] },
            { FileKind.Pdf, [.. "%PDF-1.7\n"u8] },
            { FileKind.PostScript, [.. "%!PS-Adobe-3.0"u8] },
            { FileKind.Word, Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml") },
            { FileKind.Excel, Zip("[Content_Types].xml", "xl/workbook.xml") },
            { FileKind.PowerPoint, Zip("[Content_Types].xml", "ppt/presentation.xml") },
            { FileKind.Zip, Zip("a.txt", "b.png") },
            { FileKind.OpenDocument, [.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/vnd.oasis.opendocument.text"u8] },
            { FileKind.Epub, [.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/epub+zip"u8] },
            { FileKind.OldOffice, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[20]] },
            { FileKind.Rar, [.. "Rar!\u001A\u0007\u0001\0"u8] },
            { FileKind.SevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
            { FileKind.Gzip, [0x1F, 0x8B, 8, 0] },
            { FileKind.Tar, [.. new byte[257], .. "ustar\0"u8, .. new byte[200]] },
            { FileKind.WebM, [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8] },
            { FileKind.Matroska, [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x88, .. "matroska"u8] },
            { FileKind.Avi, [.. "RIFF"u8, 1, 2, 3, 4, .. "AVI LIST"u8] },
            { FileKind.Wav, [.. "RIFF"u8, 1, 2, 3, 4, .. "WAVEfmt "u8] },
            { FileKind.Mp3, [.. "ID3"u8, 4, 0, 0] },
            { FileKind.Mp3, [0xFF, 0xFB, 0x90, 0x64, 0, 0] },
            { FileKind.Flac, [.. "fLaC"u8, 0] },
            { FileKind.Ogg, [.. "OggS"u8, 0] },
            { FileKind.Font, [.. "wOF2"u8, 0] },
            { FileKind.Program, [0x4D, 0x5A, 0x90, 0, 3, 0] },
            { FileKind.Program, [0x7F, .. "ELF"u8, 2] },
            { FileKind.Sqlite, [.. "SQLite format 3\0"u8] },
            { FileKind.Html, [.. "<!DOCTYPE html><html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>"u8] },
            { FileKind.Html, [.. "\uFEFF  <html>"u8] },
            { FileKind.Xml, [.. "<?xml version=\"1.0\"?><rss/>"u8] },
            { FileKind.Text, [.. "# 标题\n\n正文。\n"u8] },
            { FileKind.Text, [.. "<div align=center>Markdown</div>\n\n# x"u8] },
            { FileKind.Text, [0xFF, 0xFE, 0x61, 0, 0x62, 0] },
            { FileKind.Text, [0xD6, 0xD0, 0xCE, 0xC4, 0x0A] }, // 中文 in GB 18030
            { FileKind.Text, [.. "{\"a\": 1}"u8] },
            { FileKind.Unknown, [0, 1, 2, 3, 4, 5, 6, 7] },
            { FileKind.Unknown, new byte[100] },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_no_image_is_named_by_its_content(FileKind kind, byte[] bytes)
    {
        var result = await ImageFile.ReadAsync(bytes);
        Assert.Equal((ImageError.NotAnImage, kind), (result.Error, result.Kind));
        Assert.NotEmpty(result.Refusal!);
    }

    [Fact]
    public async Task A_drawing_that_is_wrong_stays_a_drawing()
    {
        var result = await ImageFile.ReadAsync("<svg xmlns=\"http://www.w3.org/2000/svg\"><g>"u8.ToArray());
        Assert.Equal((ImageError.Broken, null), (result.Error, result.Kind));
    }

    private static byte[] Box(string major, params string[] compatible)
    {
        var brands = Encoding.Latin1.GetBytes(major + "\0\0\0\0" + string.Concat(compatible));
        return [0, 0, 0, (byte)(brands.Length + 8), .. "ftyp"u8, .. brands, .. new byte[64]];
    }

    private static byte[] Zip(params string[] names)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write("x"u8);
            }
        }

        return file.ToArray();
    }
}
