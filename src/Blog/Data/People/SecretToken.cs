using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Blog.Data.People;

/// <summary>Random tokens for links and cookies. 256 bits cannot be guessed, so storing an unsalted hash is sufficient.</summary>
public static class SecretToken
{
    /// <summary>Creates a URL-safe token.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The SHA-256 of a token in hexadecimal, which is all that is stored.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
