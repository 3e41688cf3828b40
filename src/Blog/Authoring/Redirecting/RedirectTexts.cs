using Blog.Data.Addresses;

namespace Blog.Authoring.Redirecting;

/// <summary>The words of the pages of redirects and of addresses that lead nowhere, in one language.</summary>
public sealed partial record RedirectTexts
{
    public required string Intro { get; init; }

    public required string Add { get; init; }

    public required string From { get; init; }

    public required string FromHint { get; init; }

    public required string To { get; init; }

    public required string ToHint { get; init; }

    public required string Which { get; init; }

    public required string NothingFound { get; init; }

    public required string SeveralFound { get; init; }

    public required string Removed { get; init; }

    public required string NoRedirects { get; init; }

    public required string NothingMatches { get; init; }

    public required string Search { get; init; }

    public required string Show { get; init; }

    public required string Since { get; init; }

    public required string IsAsleep { get; init; }

    public required string IsUnpublished { get; init; }

    public required string Missing { get; init; }

    public required string MissingIntro { get; init; }

    public required string NoMissing { get; init; }

    public required string Address { get; init; }

    public required string Times { get; init; }

    public required string LastAt { get; init; }

    public required string WhatToDo { get; init; }

    public required string RedirectElsewhere { get; init; }

    public required string Ignore { get; init; }

    public required string Heed { get; init; }

    public required string ShowOpen { get; init; }

    public required Func<int, string> ShowIgnored { get; init; }

    public required Func<long, string> Attacks { get; init; }

    public required Func<int, string> Known { get; init; }

    public required Func<string, string> Made { get; init; }

    public required Func<string, string> RedirectTo { get; init; }

    public required Func<string, string> CameFrom { get; init; }

    public required Func<RedirectKind, string> KindName { get; init; }

    /// <summary>Why a redirect was not made; the second is what lives at its path.</summary>
    public required Func<RedirectFault, string?, string> Fault { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static RedirectTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
