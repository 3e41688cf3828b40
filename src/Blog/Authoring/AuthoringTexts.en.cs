namespace Blog.Authoring;

public sealed partial record AuthoringTexts
{
    /// <summary>English.</summary>
    public static AuthoringTexts English { get; } = new()
    {
        NoPosts = "There are no posts yet.",
        PostsCaption = "Posts, the newest first",
        Title = "Title",
        State = "State",
        Language = "Language",
        Words = "Words",
        Time = "Time",
        StateName = state => state switch { "live" => "Published", "due" => "Scheduled", _ => "Draft" },
    };
}
