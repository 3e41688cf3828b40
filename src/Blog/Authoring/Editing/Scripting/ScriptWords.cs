namespace Blog.Authoring.Editing.Scripting;

/// <summary>What the editor's script says, by its keys; {0} and {1} are filled in there.</summary>
public static partial class ScriptWords
{
    /// <summary>The words in a language of the desk.</summary>
    /// <param name="tag">BCP 47 tag.</param>
    public static IReadOnlyDictionary<string, string> Of(string tag) => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
