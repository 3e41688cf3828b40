using Blog.Editor.Copying.Content;
using Blog.Rendering;

namespace Blog.Editor.Copying.Others;

/// <summary>Plain HTML: as feeds get it, with absolute addresses and nothing that needs the blog's stylesheet.</summary>
public static class HtmlCopy
{
    public static CopiedText Make(CopySource source)
    {
        var html = PortableHtml.Of(source.Body, source.Address);
        var notes = new NoteCounter();
        PostCheck.Note(source, notes);
        return new CopiedText(html, html, notes.ToNotes());
    }
}
