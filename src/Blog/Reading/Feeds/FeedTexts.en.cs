namespace Blog.Reading.Feeds;

public sealed partial record FeedTexts
{
    /// <summary>English.</summary>
    public static FeedTexts English { get; } = new()
    {
        Title = "Feeds",
        WhatIsAFeed = "A feed is a list of posts for a reading program: give it one of these addresses and it fetches new posts by itself, without your e-mail address and without you coming back to look.",
        WhichFormat = "The three formats hold the same; take one that your program knows, and Atom if in doubt.",
        WholeSite = "All posts",
        AllLanguages = "All languages",
        ByCategory = "By category",
        ByTag = "By tag",
        Description = "All feeds of this site, as Atom, RSS and JSON Feed: by language, category and tag.",
    };
}
