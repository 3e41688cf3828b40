using System.Security.Cryptography;
using System.Text.Json;

namespace Blog.Tests.Rendering;

/// <summary>The bundles in the repository match the frontend build, checked without Node.</summary>
public sealed class BundleTests
{
    private static readonly string Project = Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "src/Blog");

    public static TheoryData<string, string> Files()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Project, "frontend/manifest.json")));
        var files = new TheoryData<string, string>();
        foreach (var part in (string[])["inputs", "outputs"])
        {
            foreach (var file in manifest.RootElement.GetProperty(part).EnumerateObject())
            {
                files.Add(file.Name, file.Value.GetString()!);
            }
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_is_the_one_of_the_manifest(string path, string hash)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Project, path));
        var isHash = Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash;
        Assert.True(isHash, $"{path} changed: run npm --prefix src/Blog/frontend ci && npm --prefix src/Blog/frontend run build");
    }

    [Fact]
    public void Every_script_is_embedded_and_in_the_manifest()
    {
        var listed = Files().Select(file => file.Data.Item1).Where(path => path.StartsWith("Rendering/Scripts/", StringComparison.Ordinal));
        var onDisk = Directory
            .GetFiles(Path.Combine(Project, "Rendering/Scripts"))
            .Select(path => $"Rendering/Scripts/{Path.GetFileName(path)}");
        Assert.Equal(onDisk.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));

        var embedded = typeof(Blog.Rendering.Scripting.CodeHighlighter).Assembly.GetManifestResourceNames();
        Assert.All(onDisk, path => Assert.Contains($"Scripts/{Path.GetFileName(path)}", embedded));
    }

    [Fact]
    public void Every_generated_asset_is_embedded_and_in_the_manifest()
    {
        var listed = Files().Select(file => file.Data.Item1).Where(path => path.StartsWith("Site/Assets/built/", StringComparison.Ordinal));
        var onDisk = Directory
            .GetFiles(Path.Combine(Project, "Site/Assets/built"))
            .Select(path => $"Site/Assets/built/{Path.GetFileName(path)}");
        Assert.Equal(onDisk.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));

        var embedded = typeof(Blog.Site.Assets).Assembly.GetManifestResourceNames();
        Assert.All(onDisk, path => Assert.Contains($"Assets/{Path.GetFileName(path)}", embedded));
    }

    [Fact]
    public void Besides_generated_assets_there_are_only_source_stylesheets_and_pictures()
    {
        var sources = Files()
            .Select(file => file.Data.Item1)
            .Where(path =>
                path.StartsWith("Site/Assets/", StringComparison.Ordinal) && !path.Contains("/built/", StringComparison.Ordinal)
            );
        var written = Directory
            .GetFiles(Path.Combine(Project, "Site/Assets"))
            .Where(path => Path.GetExtension(path) is not (".png" or ".ico" or ".svg"))
            .Select(path => $"Site/Assets/{Path.GetFileName(path)}");
        Assert.Equal(written.Order(StringComparer.Ordinal), sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_lock_file_names_no_registry()
    {
        var text = File.ReadAllText(Path.Combine(Project, "frontend/package-lock.json"));
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.Contains("\"integrity\"", text, StringComparison.Ordinal);
    }

    private static string Root(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Blog.sln")) ? folder.FullName : Root(folder.Parent!);
}
