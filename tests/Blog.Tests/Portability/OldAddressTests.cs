using System.Net;
using Blog.Portability.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>
/// Every address that Hexo, Hugo and Jekyll themselves publish for the sites in <c>Fixtures/sites</c> answers after the import. The lists
/// were made by these programs (Hexo 8.1, Hugo 0.111, Jekyll 4.3): a path a line and, for a post or page, its title.
/// </summary>
public sealed class OldAddressTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("hexo-default", "")]
    [InlineData("hexo-title", "")]
    [InlineData("hexo-category", "/blog")]
    [InlineData("hexo-category", "")]
    [InlineData("hugo-sections", "")]
    [InlineData("hugo-ugly", "")]
    [InlineData("jekyll-date", "")]
    [InlineData("jekyll-pretty", "/notes")]
    public async Task Every_old_address_answers_with_the_right_page(string site, string root)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "sites", site);
        var import = new MarkdownImport(_blog.Services.GetRequiredService<IServiceScopeFactory>(), _blog.Clock);
        await _blog.Reader.GetAsync("/"); // ready
        var report = await import.RunAsync(new ImportRequest(folder), null, CancellationToken.None);
        Assert.Equal(0, report.Count(ImportOutcome.Refused));
        await CheckAsync(folder, root);
    }

    /// <summary>Also after the owner changed their mind, twice.</summary>
    [Theory]
    [InlineData("hexo-title", "", "/csharp-async")]
    [InlineData("hugo-sections", "", "/n/keyboard/")]
    [InlineData("jekyll-date", "", "/en/contact")]
    [InlineData("hexo-category", "/blog", "/en/run-en")]
    public async Task Every_old_address_redirects_to_the_new_one_of_the_right_page(string site, string root, string sample)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "sites", site);
        var import = new MarkdownImport(_blog.Services.GetRequiredService<IServiceScopeFactory>(), _blog.Clock);
        await _blog.Reader.GetAsync("/"); // ready
        var addresses = new List<string?[]>();
        foreach (var isNew in new[] { true, false, true, true })
        {
            var report = await import.RunAsync(new ImportRequest(folder) { NewAddresses = isNew }, null, CancellationToken.None);
            Assert.Equal(0, report.Count(ImportOutcome.Refused));
            addresses.Add([.. report.Entries.Select(entry => entry.Address)]);
            await CheckAsync(folder, root);
            Assert.Equal(addresses.Count == 4, report.Count(ImportOutcome.Updated) + report.Count(ImportOutcome.Created) == 0);
        }

        Assert.All(addresses[0], address => Assert.Matches("^(/en)?/[^/.]+$", address ?? "/none"));
        Assert.Equal(addresses[0], addresses[2]);
        Assert.Equal(addresses[0], addresses[3]);
        Assert.Contains(sample, addresses[sample.EndsWith('/') ? 1 : 0]);
    }

    private async Task CheckAsync(string folder, string root)
    {
        var (lines, wrong) = (await File.ReadAllLinesAsync(Path.Combine(folder, "addresses.txt")), new List<string>());
        Assert.True(lines.Length > 10);
        foreach (var line in lines)
        {
            var parts = line.Split('|');
            if (await FaultAsync(root + parts[0], parts.Length > 1 ? parts[1] : null) is { } fault)
            {
                wrong.Add($"{parts[0]}: {fault}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {lines.Length}:\n" + string.Join('\n', wrong));
    }

    /// <summary>What is wrong with an old address; null if it answers at once or after one redirect.</summary>
    private async Task<string?> FaultAsync(string path, string? title)
    {
        var answer = await _blog.Reader.GetAsync(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        if (answer.StatusCode == HttpStatusCode.MovedPermanently)
        {
            answer = await _blog.Reader.GetAsync(answer.Headers.Location);
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return $"{(int)answer.StatusCode} {answer.Headers.Location}";
        }

        if (title is null)
        {
            return null;
        }

        var heading = (await Visitor.ParsedAsync(answer)).QuerySelector("article h1")?.TextContent.Trim();
        return heading == title ? null : $"shows '{heading}', not '{title}'";
    }
}
