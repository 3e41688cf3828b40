using AngleSharp.Html.Parser;
using Blog.Editor.Copying.Content;

namespace Blog.Editor.Copying.Others;

/// <summary>What every other site has in common: it fetches the images, and shows no players. What becomes of diagrams differs.</summary>
internal static class PostCheck
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    public static void Note(CopySource source, NoteCounter notes)
    {
        if (!source.IsPublic)
        {
            notes.Add(CopyNoteKind.NotPublic);
        }

        var body = Parser.ParseDocument("<!doctype html><html><head></head><body>" + source.Body.Value).Body!;
        foreach (var image in body.QuerySelectorAll("img:not(figure.diagram img)"))
        {
            if (source.Absolute(image.GetAttribute("src")) is { } address)
            {
                ImageCheck.Note(source, address, notes);
            }
        }

        foreach (var media in body.QuerySelectorAll("video, audio"))
        {
            notes.Add(CopyNoteKind.Media, media.GetAttribute("src") ?? "");
        }

        foreach (var player in body.QuerySelectorAll("a.embed"))
        {
            notes.Add(CopyNoteKind.Players, player.GetAttribute("href") ?? "");
        }
    }
}
