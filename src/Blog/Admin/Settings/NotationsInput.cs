using Blog.Rendering.Output;

namespace Blog.Admin.Settings;

/// <summary>Which notations posts may use, as form fields.</summary>
public sealed class NotationsInput
{
    /// <summary><c>[TOC]</c>.</summary>
    public bool Contents { get; set; }

    /// <summary><c>==marked==</c>.</summary>
    public bool Marks { get; set; }

    /// <summary><c>::: tip</c>.</summary>
    public bool Containers { get; set; }

    /// <summary><c>:smile:</c>.</summary>
    public bool Emoji { get; set; }

    internal static NotationsInput Of(Notations notations) =>
        new()
        {
            Contents = notations.Contents,
            Marks = notations.Marks,
            Containers = notations.Containers,
            Emoji = notations.Emoji,
        };

    /// <summary>The settings that the form means.</summary>
    internal Notations Read() =>
        new()
        {
            Contents = Contents,
            Marks = Marks,
            Containers = Containers,
            Emoji = Emoji,
        };

    /// <summary>The settings that two people may have changed differently.</summary>
    internal static IEnumerable<SettingsField> Fields(SettingsTexts words, NotationTexts notations)
    {
        yield return Flag("Contents", notations.Contents, f => f.Contents, (to, from) => to.Contents = from.Contents);
        yield return Flag("Marks", notations.Marks, f => f.Marks, (to, from) => to.Marks = from.Marks);
        yield return Flag("Containers", notations.Containers, f => f.Containers, (to, from) => to.Containers = from.Containers);
        yield return Flag("Emoji", notations.Emoji, f => f.Emoji, (to, from) => to.Emoji = from.Emoji);

        SettingsField Flag(string key, string label, Func<NotationsInput, bool> show, Action<NotationsInput, NotationsInput> copy) =>
            new(
                "Notations." + key,
                label,
                null,
                f => show(f.Notations) ? words.Yes : words.No,
                (to, from) => copy(to.Notations, from.Notations)
            );
    }
}
