namespace Blog.Data.Posts.Files;

/// <summary>Settings that apply to all files of an import.</summary>
/// <param name="Zone">Time zone of dates without one.</param>
/// <param name="Tool">The generator that the whole folder was made for.</param>
public sealed record PostFileConventions(TimeZoneInfo Zone, SiteGenerator Tool = SiteGenerator.Unknown);
