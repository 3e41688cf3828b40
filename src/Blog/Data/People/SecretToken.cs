using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Blog.Data.People;

/// <summary>Random keys for links and cookies. 256 bits cannot be guessed, so a plain hash is enough to store them by.</summary>
public static class SecretToken
{
    /// <summary>A new key, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a key: its SHA-256, in hexadecimal.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
