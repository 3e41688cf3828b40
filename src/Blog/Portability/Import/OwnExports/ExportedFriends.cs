using Blog.Data;
using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Portability.Export;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Takes in the sites of the friends page; those whose addresses are here stay as they are.</summary>
internal sealed class ExportedFriends(BlogDb db, FriendEditor editor, ExportFiles files)
{
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        foreach (var row in files.Rows<ExportedFriend>(ExportNames.Friends).Where(row => row is { Name: not null, Url: not null }))
        {
            var avatar =
                MediaFile.IdIn(row.Avatar) is { } id && await db.Media.AnyAsync(file => file.Id == id, cancellationToken) ? id : null;
            await editor.SaveAsync(
                null,
                new FriendContent(row.Name, row.Url, row.Words ?? "", row.Section ?? "", avatar),
                cancellationToken
            );
        }
    }
}
