using Blog.Data.Addresses;

namespace Blog.Authoring.Redirecting;

public sealed partial record RedirectTexts
{
    /// <summary>English.</summary>
    public static RedirectTexts English { get; } = new()
    {
        Intro = "When a post, tag or category changes its address, the old one stays here by itself and leads to wherever it is now. Old links from elsewhere can be added by hand.",
        Add = "Add a redirect",
        From = "Old address",
        FromHint = "A path of this site such as /2019/05/old-name.html; a whole address will do.",
        To = "Leads to",
        ToHint = "Title or address of a post; or the name of a tag, a category or an image.",
        Which = "Several match: please choose one",
        NothingFound = "Nothing found. Please give some words of a title or name, or a whole address.",
        SeveralFound = "More than one matches: please choose below and send again.",
        Removed = "Removed.",
        NoRedirects = "There are no redirects yet.",
        NothingMatches = "No redirect matches.",
        Search = "Old address or target",
        Show = "Search",
        Since = "Since",
        IsAsleep = "A post lives here now, and it answers",
        IsUnpublished = "not public yet, so 404 for now",
        Missing = "Not found",
        MissingIntro = "Addresses that readers asked for in vain, noted every half minute: the address, how often, and the page that led there. No parameters, and not who asked.",
        NoMissing = "None: whatever readers ask for is there.",
        Address = "Address",
        Times = "Times",
        LastAt = "Last asked for",
        WhatToDo = "What to do",
        RedirectElsewhere = "Redirect elsewhere …",
        Ignore = "Ignore",
        Heed = "Ignore no longer",
        ShowOpen = "Back to the open ones",
        ShowIgnored = count => string.Create(CultureInfo.InvariantCulture, $"{count} ignored"),
        Attacks = count => string.Create(CultureInfo.InvariantCulture, $"Not listed: {count:N0} requests since the start that only looked for holes (.php, wp-login, .env and the like)."),
        Known = count => count == 1 ? "1 redirect" : string.Create(CultureInfo.InvariantCulture, $"{count} redirects"),
        Made = path => $"{path} leads there from now on.",
        RedirectTo = name => $"Redirect to “{name}”",
        CameFrom = page => $"From {page}",
        KindName = kind => kind switch { RedirectKind.Post => "Post", RedirectKind.Tag => "Tag", RedirectKind.Category => "Category", _ => "Image" },
        Fault = (fault, holder) => fault switch
        {
            RedirectFault.Missing => "Please give the old address.",
            RedirectFault.TooLong => "This address is too long.",
            RedirectFault.Malformed => "This is no path: it holds an empty segment, a backslash or an unseen character.",
            RedirectFault.Reserved => "This address belongs to the system and cannot be an old one.",
            RedirectFault.Held => $"“{holder}” lives at this address, so a redirect would do nothing. Please change its address first.",
            RedirectFault.Known => "There is a redirect for this old address. To change where it leads, please remove that one first.",
            _ => "What it should lead to is no longer there.",
        },
    };
}
