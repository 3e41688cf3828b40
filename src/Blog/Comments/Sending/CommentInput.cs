using System.Text;
using Blog.Data.Comments;
using Blog.Rendering;

namespace Blog.Comments.Sending;

/// <summary>The form as the browser sent it.</summary>
public sealed record CommentInput
{
    /// <summary>The most bytes of a text in UTF-8: rendering one of this size is quick whatever it says.</summary>
    public const int MostBytes = 8 * 1024;

    public string Name { get; init; } = "";

    public string Mail { get; init; } = "";

    public string Website { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The comment that is answered; null for none.</summary>
    public int? Answer { get; init; }

    /// <summary>Whether a field was filled in that people do not see.</summary>
    public bool FillsTrap { get; init; }

    public string? Stamp { get; init; }

    /// <summary>The signed question; null if none was asked.</summary>
    public string? Question { get; init; }

    /// <summary>What was answered.</summary>
    public string? Sum { get; init; }

    public bool IsPreview { get; init; }

    /// <summary>Reads a form; whatever was sent, however long.</summary>
    public static CommentInput Of(IFormCollection form) =>
        new()
        {
            Name = form["name"].ToString(),
            Mail = form["mail"].ToString(),
            Website = form["website"].ToString(),
            Text = form["text"].ToString().ReplaceLineEndings("\n"),
            Answer = int.TryParse(form["answer"], NumberStyles.None, CultureInfo.InvariantCulture, out var answer) ? answer : null,
            FillsTrap = form["company"].ToString().Length > 0,
            Stamp = form["stamp"],
            Question = form["question"],
            Sum = form["sum"],
            IsPreview = form["act"] == "preview",
        };

    /// <summary>The same with clean values.</summary>
    /// <param name="asksWebsite">Whether a website is asked for.</param>
    public CommentContent ToContent(string? address, bool asksWebsite) =>
        new()
        {
            Name = Name,
            Email = Mail,
            Website = asksWebsite ? Website : null,
            Text = Text,
            Ip = address,
        };

    /// <summary>What is wrong with the fields, by their names in the form.</summary>
    /// <param name="isReader">Whether the writer has to give a name.</param>
    public IReadOnlyList<(string Field, string Message)> Faults(CommentContent content, CommentTexts words, bool isReader, bool asksWebsite)
    {
        var faults = new List<(string, string)>();
        if (content.Text.Length == 0)
        {
            faults.Add(("text", words.TextMissing));
        }
        else if (Encoding.UTF8.GetByteCount(Text) > MostBytes)
        {
            faults.Add(("text", words.TooLong(MostBytes)));
        }
        else if (CommentRenderer.HasTooMuchMarkup(Text))
        {
            faults.Add(("text", words.TooComplex));
        }

        if (isReader && content.Name is null)
        {
            faults.Add(("name", words.NameMissing));
        }

        if (isReader && Mail.Trim().Length > 0 && content.Email is null)
        {
            faults.Add(("mail", words.MailWrong));
        }

        if (isReader && asksWebsite && Website.Trim().Length > 0 && content.Website is null)
        {
            faults.Add(("website", words.WebsiteWrong));
        }

        return faults;
    }
}
