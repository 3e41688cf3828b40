using Blog.Data.Images;

namespace Blog.Authoring.Media.Uploading;

/// <summary>Takes the files of a form.</summary>
public sealed class Uploads(ImageIntake intake, UploadAllowance allowance)
{
    /// <summary>Takes one; each counts against the account's allowance, taken or not, since each costs the same work.</summary>
    /// <param name="file">The file; null where none was sent.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="account">Who sends it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="name">A name for people; null for the file's own.</param>
    public async Task<ImageTaken> TakeAsync(IFormFile? file, string? alt, int account, CancellationToken cancellationToken, string? name = null)
    {
        if (file is null || file.Length is 0 or > ImageFile.MaxBytes)
        {
            return new ImageTaken(null, file is null ? UploadFault.NoFile : file.Length == 0 ? UploadFault.Empty : UploadFault.TooLarge);
        }

        var wait = allowance.Take(account);
        return wait > TimeSpan.Zero
            ? new ImageTaken(null, UploadFault.Often) { Wait = wait }
            : await intake.TakeAsync(() => BytesAsync(file, cancellationToken), name is null ? file.FileName : name + ".", alt ?? "", cancellationToken);
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
