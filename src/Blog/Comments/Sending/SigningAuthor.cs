using System.Security.Claims;
using Blog.Data;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Sending;

/// <summary>Who of the blog's authors writes a comment.</summary>
public sealed class SigningAuthor(BlogDb db)
{
    /// <summary>The name of the author that somebody is signed in as; null for a reader.</summary>
    public async Task<string?> NameAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (!person.IsSignedIn)
        {
            return null;
        }

        var id = person.AuthorId;
        return await db.Authors.Where(author => author.Id == id).Select(author => author.Name).SingleAsync(cancellationToken);
    }
}
