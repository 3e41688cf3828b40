using Blog.Data.Media;
using Blog.Images;
using Blog.Site.Outbound;
using Blog.Site.Upload;

namespace Blog.Admin.Friends;

/// <summary>Fetches the picture of a site once, by the guarded client; readers get it from here.</summary>
public sealed class FriendAvatars(SafeHttp http, ImageIngestion intake)
{
    /// <returns>The picture in the library; null if there is none at the address, or it cannot be read.</returns>
    public async Task<MediaFile?> FetchAsync(string address, string name, CancellationToken cancellationToken)
    {
        var fetched = await http.GetAsync(address, cancellationToken, ImageFile.MaxBytes);
        return fetched.IsFetched
            ? (
                await intake.TakeAsync(() => Task.FromResult(fetched.Content), name + ".", name, cancellationToken, PictureUploads.Author)
            ).File
            : null;
    }
}
