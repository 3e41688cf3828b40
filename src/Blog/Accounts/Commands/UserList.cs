using System.CommandLine;
using Blog.Data;
using Blog.Data.People;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Commands;

/// <summary>The table that <c>user list</c> prints; it contains no secrets.</summary>
internal static class UserList
{
    private static readonly string[] Heads = ["E-MAIL", "NAME", "ROLE", "STATE", "SECOND FACTOR", "PASSKEYS", "LAST USED"];

    public static async Task<int> PrintAsync(
        IServiceProvider services,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        var (db, now) = (services.GetRequiredService<BlogDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var accounts = await db
            .Users.OrderBy(a => a.CreatedAt)
            .Select(a => new
            {
                a.Email,
                a.Author!.Name,
                a.Role,
                a.DisabledAt,
                a.TwoFactorEnabled,
                Passkeys = db.UserPasskeys.Count(p => p.UserId == a.Id),
                SeenAt = db.Sessions.Where(s => s.AccountId == a.Id).Max(s => (DateTimeOffset?)s.SeenAt),
            })
            .ToListAsync(cancellationToken);
        var invitations = await db
            .OneTimeLinks.AsNoTracking()
            .Where(link => link.Purpose == LinkPurpose.Invitation && link.ExpiresAt > now)
            .OrderBy(link => link.CreatedAt)
            .ToListAsync(cancellationToken);
        string[][] rows =
        [
            Heads,
            .. accounts.Select(a =>
                new[]
                {
                    a.Email!,
                    a.Name,
                    NameOf(a.Role),
                    a.DisabledAt is null ? "active" : "disabled",
                    a.TwoFactorEnabled ? "on" : "off",
                    a.Passkeys.ToString(CultureInfo.InvariantCulture),
                    At(a.SeenAt),
                }
            ),
            .. invitations.Select(link =>
                new[] { link.Email!, link.Name!, NameOf(link.Role), "invited until " + At(link.ExpiresAt), "-", "-", "-" }
            ),
        ];
        foreach (var line in Lines(rows))
        {
            await terminal.Output.WriteLineAsync(line);
        }

        return AccountCommand.Done;
    }

    /// <summary>Columns separated by two spaces; a Chinese character is two columns wide, and control characters become "?".</summary>
    private static IEnumerable<string> Lines(string[][] rows)
    {
        var safe = rows.Select(row => row.Select(Plain).ToArray()).ToList();
        var widths = Enumerable.Range(0, Heads.Length).Select(column => safe.Max(row => Width(row[column]))).ToList();
        return safe.Select(row =>
            string.Concat(row.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell) + 2))).TrimEnd()
        );
    }

    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c));

    private static int Width(string text) => text.EnumerateRunes().Sum(rune => CjkText.IsWide(rune) || CjkText.IsHangul(rune) ? 2 : 1);

    private static string NameOf(AccountRole role) => role == AccountRole.Owner ? "owner" : "author";

    private static string At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
