using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>A test with a signed-in author, on a server that the tests of one class share.</summary>
public abstract partial class AdminTest(BrowserFixture fixture, AccountsServer server) : AccountsTest(fixture, server)
{
    /// <summary>Where the text is typed.</summary>
    protected const string Sheet = ".cm-content";

    /// <summary>The text as it would be sent: the textarea behind the editor.</summary>
    protected const string Text = "#markdown";

    /// <summary>The page's autosave status.</summary>
    protected const string Status = "p.status";

    /// <summary>The preview of the whole post.</summary>
    protected const string Shown = ".preview > .prose";

    /// <summary>Signs in with a new account and opens the editor.</summary>
    protected async Task<Visitor> SitDownAsync(string path = "/admin/posts/new", VisitorOptions? options = null)
    {
        var author = await EnterAsync(await Server.NewPersonAsync(), options);
        await OpenAsync(author, path);
        return author;
    }

    protected static async Task OpenAsync(Visitor author, string path)
    {
        await author.GoAsync(path);
        await Expect(author.Find(Sheet)).ToBeVisibleAsync();
    }

    /// <summary>Another tab of the same browser.</summary>
    protected static async Task<IPage> NextTabAsync(Visitor author, string path)
    {
        var page = await author.Context.NewPageAsync();
        await page.GotoAsync(path);
        await Expect(page.Locator(Sheet)).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Types Chinese as an input method does: a composition of letters, then the chosen word.</summary>
    protected static async Task TypeChineseAsync(Visitor author, params (string Letters, string Word)[] words)
    {
        var session = await author.Context.NewCDPSessionAsync(author.Page);
        foreach (var (letters, word) in words)
        {
            for (var length = 1; length <= letters.Length; length++)
            {
                await session.SendAsync(
                    "Input.imeSetComposition",
                    new Dictionary<string, object>
                    {
                        ["text"] = letters[..length],
                        ["selectionStart"] = length,
                        ["selectionEnd"] = length,
                    }
                );
            }

            await session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = word });
        }

        await session.DetachAsync();
    }

    /// <summary>Types at the end of the editor's text.</summary>
    protected static async Task TypeAsync(IPage page, string text)
    {
        await page.Locator(Sheet).FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>The server does what is asked at once; its answers to requests that contain these words arrive late, or never.</summary>
    protected static Task SlowAsync(IPage page, string words, int? milliseconds) =>
        SlowAsync(page, "**/*handler=Save", words, milliseconds);

    /// <inheritdoc cref="SlowAsync(IPage, string, int?)" />
    protected static Task SlowAsync(IPage page, string address, string words, int? milliseconds) =>
        page.RouteAsync(
            address,
            async route =>
            {
                var isMeant = Sent(route.Request).Contains(words, StringComparison.Ordinal);
                try
                {
                    if (!isMeant)
                    {
                        await route.ContinueAsync();
                        return;
                    }

                    var answer = await route.FetchAsync();
                    if (milliseconds is { } late)
                    {
                        await Task.Delay(late);
                        await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
                    }
                }
                catch (PlaywrightException)
                {
                    // the page was reloaded meanwhile
                }
            }
        );

    /// <summary>Does something, and waits until the server has confirmed that this text is saved.</summary>
    protected static async Task UntilSavedAsync(IPage page, string words, Func<Task> act)
    {
        await page.RunAndWaitForResponseAsync(
            act,
            answer =>
                answer.Ok
                && answer.Url.EndsWith("handler=Save", StringComparison.Ordinal)
                && Sent(answer).Contains(words, StringComparison.Ordinal)
        );
        await page.WaitForURLAsync(SavedPostPath()); // a new post has its address now
    }

    /// <summary>Presses a button of the editor's header, which works in place, and waits until the answer is shown.</summary>
    protected static async Task ActAsync(Visitor author, string act)
    {
        await author.Page.RunAndWaitForResponseAsync(
            () => author.Find($"button[name=Do][value={act}]").First.ClickAsync(),
            answer =>
                answer.Url.EndsWith("handler=Save", StringComparison.Ordinal)
                && (answer.Request.PostData ?? "").EndsWith($"Do={act}", StringComparison.Ordinal)
        );
        await Expect(author.Find("button[aria-disabled=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Presses a button of the header and waits for the page that follows.</summary>
    protected static Task PressAsync(Visitor author, string act) => PressAsync(author, author.Find($"button[name=Do][value={act}]"));

    /// <summary>Presses a button that leads to another page, and waits until that has loaded.</summary>
    protected static async Task PressAsync(Visitor author, ILocator button)
    {
        var loaded = new TaskCompletionSource();
        void Note(object? sender, IPage page) => loaded.TrySetResult();
        author.Page.Load += Note;
        await button.ClickAsync();
        await loaded.Task.WaitAsync(Poll.Limit);
        author.Page.Load -= Note;
    }

    /// <summary>Puts a text into the editor: <c>^</c> is the caret, or <c>^</c> and <c>§</c> are the ends of a selection.</summary>
    protected static async Task PutAsync(Visitor author, string text)
    {
        var caret = text.IndexOf('^', StringComparison.Ordinal);
        var rest = text.Remove(caret, 1);
        var end = rest.LastIndexOf('§');
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+a");
        await PasteClipboardAsync(author, ("text/plain", end < 0 ? rest : rest.Remove(end, 1)));
        await author.Page.Keyboard.PressAsync("Control+Home");
        for (var i = 0; i < caret; i++)
        {
            await author.Page.Keyboard.PressAsync("ArrowRight");
        }

        for (var i = caret; i < end; i++)
        {
            await author.Page.Keyboard.PressAsync("Shift+ArrowRight");
        }
    }

    /// <summary>Pastes what a clipboard holds: media types and their data.</summary>
    protected static Task PasteClipboardAsync(Visitor author, params (string Type, string Data)[] clipboard) =>
        PasteClipboardAsync(author, clipboard, 0);

    /// <summary>Pastes what a clipboard holds, with so many pictures beside it.</summary>
    protected static Task PasteClipboardAsync(Visitor author, (string Type, string Data)[] clipboard, int pictures) =>
        author.Page.EvaluateAsync(
            """
            async ([clipboard, pictures]) => {
              const data = new DataTransfer();
              for (const [type, text] of clipboard) data.setData(type, text);
              for (let i = 0; i < pictures; i++) {
                const canvas = new OffscreenCanvas(64, 40), pen = canvas.getContext('2d');
                pen.fillStyle = `rgb(${i * 40} 120 80)`;
                pen.fillRect(0, 0, 64, 40);
                data.items.add(new File([await canvas.convertToBlob()], 'image.png', { type: 'image/png' }));
              }
              const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
              document.querySelector('.cm-content').dispatchEvent(event);
            }
            """,
            new object[] { clipboard.Select(part => new[] { part.Type, part.Data }).ToArray(), pictures }
        );

    /// <summary>Pastes pictures into the editor as files from the clipboard: each has a name and the colour that fills it.</summary>
    internal static Task PasteAsync(Visitor author, params (string Name, string Colour)[] pictures) =>
        author.Page.EvaluateAsync(
            """
            async pictures => {
              const data = new DataTransfer();
              for (const [name, colour] of pictures) {
                const canvas = new OffscreenCanvas(640, 400), pen = canvas.getContext('2d');
                pen.fillStyle = colour;
                pen.fillRect(0, 0, 640, 400);
                data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }));
              }
              const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
              document.querySelector('.cm-content').dispatchEvent(paste);
            }
            """,
            pictures.Select(picture => new[] { picture.Name, picture.Colour }).ToArray()
        );

    /// <summary>A pattern for what a field or an attribute holds.</summary>
    protected static Regex Like(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Sent(IResponse answer) => Sent(answer.Request);

    /// <summary>What a form sent, in plain text.</summary>
    protected static string Sent(IRequest request) =>
        Uri.UnescapeDataString((request.PostData ?? "").Replace('+', ' ')).ReplaceLineEndings("\n");

    [GeneratedRegex("/admin/posts/[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex SavedPostPath();
}
