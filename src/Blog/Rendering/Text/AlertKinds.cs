namespace Blog.Rendering.Text;

/// <summary>Which of the five alerts comes closest to what other programs call a box, by its name or its colour.</summary>
internal static class AlertKinds
{
    /// <summary>The kind in lower case; null for a word that names no box.</summary>
    public static string? Of(string word) =>
        word.Trim().ToLowerInvariant() switch
        {
            "note" or "info" or "default" or "primary" or "secondary" or "blue" or "cyan" or "abstract" or "summary" or "quote" => "note",
            "light" or "dark" or "gray" or "grey" or "black" or "white" or "details" or "message" or "notice" or "simple" => "note",
            "tldr" or "cite" or "seealso" or "todo" or "example" or "announcement" or "theorem" or "definition" => "note",
            "tip" or "tips" or "success" or "hint" or "green" or "check" or "done" or "ok" or "lime" or "idea" or "new" => "tip",
            "important" or "purple" or "violet" or "question" or "help" or "faq" or "pink" or "ps" => "important",
            "warning" or "warn" or "attention" or "yellow" or "orange" or "alert" or "amber" or "experiment" => "warning",
            "danger" or "error" or "red" or "caution" or "bug" or "failure" or "fail" or "missing" or "radiation" or "critical" =>
                "caution",
            _ => null,
        };
}
