using Blog.Images;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Upload;

/// <summary>
/// Reads a form with files as a stream: each file goes to the data folder's own temporary folder, never to memory and never to a system
/// folder that may be small or read-only. Files are deleted when the request ends, or the process.
/// </summary>
public sealed class UploadReader(DataFolder folder)
{
    private const int MaxField = 16 * 1024;

    /// <summary>Reads the form and makes it the request's form.</summary>
    /// <returns>Why it was refused; null where it was accepted.</returns>
    public async Task<ImageError?> ReadAsync(HttpContext context, UploadLimits limits)
    {
        var length = context.Request.ContentLength;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The excess is not read, but a browser must be able to finish sending before it reads the refusal.
            limit.MaxRequestBodySize = length > limits.RequestBytes ? length : limits.RequestBytes;
        }

        if (length > limits.RequestBytes)
        {
            return ImageError.TooLarge;
        }

        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(limits.Patience);
        try
        {
            return await ReadAsync(context, limits, patience.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return ImageError.TooSlow;
        }
        catch (NoRoomException)
        {
            return ImageError.NoRoom;
        }
        catch (BadHttpRequestException wrong)
        {
            return wrong.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ImageError.TooLarge,
                StatusCodes.Status408RequestTimeout => ImageError.TooSlow,
                _ => ImageError.Malformed,
            };
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException)
        {
            return ImageError.Malformed;
        }
    }

    private async Task<ImageError?> ReadAsync(HttpContext context, UploadLimits limits, CancellationToken cancellationToken)
    {
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary)
            : default;
        if (StringSegment.IsNullOrEmpty(boundary) || boundary.Length > 200)
        {
            return ImageError.Malformed;
        }

        var (fields, files, parts) = (new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase), new FormFileCollection(), 0);
        var reader = new MultipartReader(boundary.Value!, context.Request.Body)
        {
            HeadersLengthLimit = 16 * 1024,
            BodyLengthLimit = limits.RequestBytes,
        };
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (++parts > limits.Parts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var described))
            {
                return ImageError.Malformed;
            }

            var name = HeaderUtilities.RemoveQuotes(described.Name).ToString();
            if (!described.IsFileDisposition())
            {
                fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), await FieldAsync(section.Body, cancellationToken));
            }
            else if (NameOf(described) is { Length: > 0 } fileName) // a browser sends an empty part where no file was chosen
            {
                if (files.Count == limits.Files)
                {
                    return ImageError.TooMany;
                }

                files.Add(await FileAsync(context, section.Body, name, fileName, cancellationToken));
            }
        }

        context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields, files)));
        return null;
    }

    private static string NameOf(ContentDispositionHeaderValue described)
    {
        var name = HeaderUtilities
            .RemoveQuotes(StringSegment.IsNullOrEmpty(described.FileNameStar) ? described.FileName : described.FileNameStar)
            .ToString();
        return name.Length > 300 ? name[^300..] : name; // the end says more than the beginning, and only words of it are used
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (text.Length + read > MaxField)
            {
                throw new InvalidDataException("A field of the form is too long.");
            }

            text.Write(buffer, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private async Task<FormFile> FileAsync(
        HttpContext context,
        Stream body,
        string name,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        var file = Create();
        context.Response.RegisterForDisposeAsync(file);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            await WriteAsync(file, buffer.AsMemory(0, read), cancellationToken);
        }

        return new FormFile(file, 0, file.Length, name, fileName) { Headers = new HeaderDictionary() };
    }

    private FileStream Create()
    {
        var path = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        try
        {
            if (OperatingSystem.IsWindows())
            {
                options.Options |= FileOptions.DeleteOnClose;
                return new FileStream(path, options);
            }

            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            File.Delete(path); // only this handle refers to it now, so it disappears with the process, however that ends
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NoRoomException(e);
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw new NoRoomException(e);
        }
    }

    /// <summary>Distinguishes disk errors from network errors, which are <see cref="IOException"/> too.</summary>
    private sealed class NoRoomException(Exception inner) : Exception(inner.Message, inner);
}
