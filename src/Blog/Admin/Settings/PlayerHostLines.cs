using Blog.Data.Settings;

namespace Blog.Admin.Settings;

/// <summary>Reads the hosts whose players are shown, one on a line.</summary>
internal static class PlayerHostLines
{
    /// <summary>Each host once, in order.</summary>
    /// <param name="home">Public address of the site.</param>
    /// <param name="wrong">What is wrong, with the number of the line; empty where nothing is.</param>
    public static IReadOnlyList<string> Read(string? typed, Uri home, PlayerTexts words, out IReadOnlyList<string> wrong)
    {
        var (hosts, errors) = (new List<string>(), new List<string>());
        foreach (var (i, line) in (typed ?? "").ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (PlayerHost.Read(line, out var error) is not { } host)
            {
                errors.Add(words.Bad(i + 1, SettingRules.Line(line), error!.Value));
            }
            else if (host == home.IdnHost)
            {
                errors.Add(words.OwnHost(i + 1));
            }
            else if (!hosts.Contains(host))
            {
                hosts.Add(host);
            }
        }

        if (hosts.Count > PlayerHost.Max)
        {
            errors.Add(words.TooMany(hosts.Count));
        }

        wrong = errors;
        return hosts;
    }
}
