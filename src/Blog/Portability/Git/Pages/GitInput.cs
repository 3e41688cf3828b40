using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Git;

namespace Blog.Portability.Git.Pages;

/// <summary>The form of the connection. The token is written only: no page shows it again.</summary>
public sealed class GitInput
{
    [MaxLength(TextLengths.Line)]
    public string? Url { get; set; }

    [MaxLength(TextLengths.Title)]
    public string? Branch { get; set; } = "main";

    [MaxLength(TextLengths.Title)]
    public string? Folder { get; set; }

    [MaxLength(TextLengths.Title)]
    public string? Token { get; set; }

    public bool RemoveToken { get; set; }

    [MaxLength(TextLengths.Title)]
    public string? Email { get; set; }

    public bool WithDrafts { get; set; }

    [Range(1, 1440)]
    public int Poll { get; set; } = GitChoices.DefaultPollMinutes;

    public static GitInput Of(GitConnection connection) =>
        new()
        {
            Url = connection.Url,
            Branch = connection.Branch,
            Folder = connection.Folder,
            Email = connection.Email,
            WithDrafts = connection.WithDrafts,
            Poll = connection.PollMinutes,
        };
}
