using System.Text;
using System.Text.RegularExpressions;
using Blog.Portability.Import;

namespace Blog.Tests.Portability.Import.Links;

/// <summary>Images are found however their names are written, or the report names them.</summary>
public sealed partial class ImageNameTests : IAsyncLifetime
{
    private ImportFixture _site = null!;

    public async ValueTask InitializeAsync() => _site = await ImportFixture.OpenAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static readonly string Composed = "é が.png";
    private static readonly string Decomposed = "é が.png".Normalize(NormalizationForm.FormD);

    /// <summary>An image as a post names it, and the file that it means.</summary>
    private static readonly (string Text, string File)[] Found =
    [
        ("![a](图/my pic 1.png)", "图/my pic 1.png"),
        ("![a](图/my pic 1.png \"题\")", "图/my pic 1.png"),
        ("![a](图/my pic 1.png =200x)", "图/my pic 1.png"),
        ("![a](plain.png =100x50 \"题\")", "plain.png"),
        ("![a](plain.png \"题\" =100x50)", "plain.png"),
        ("![a](shot (2).png)", "shot (2).png"),
        ("[![a](图/my pic 1.png)](https://example.org/)", "图/my pic 1.png"),
        ("![a](<图/my pic 1.png>)", "图/my pic 1.png"),
        ("![a](图/my%20pic%201.png)", "图/my pic 1.png"),
        ("![a](%E5%9B%BE/my%20pic%201.png)", "图/my pic 1.png"),
        ("![a](%E5%9B%BE/my%2520pic%25201.png)", "图/my pic 1.png"),
        ("![a](图/my+pic+1.png)", "图/my pic 1.png"),
        ("![a](图\\my%20pic%201.png)", "图/my pic 1.png"),
        ("![a](图\\_under.png)", "图/_under.png"),
        ("![a](./图/架构图（新）.png \"题目\")", "图/架构图（新）.png"),
        ("![a](图/架构图(新).png)", "图/架构图（新）.png"),
        ("![a](图/100%.png)", "图/100%.png"),
        ("![a](图/100%25.png)", "图/100%.png"),
        ("![a](raw%20name.png)", "raw%20name.png"),
        ("![a](图/a&b+c#d.png)", "图/a&b+c#d.png"),
        ("![a](图/a&amp;b+c%23d.png)", "图/a&b+c#d.png"),
        ("![a](q?1.png)", "q?1.png"),
        ("![a](PLAIN.PNG)", "plain.png"),
        ("![a](图/My%20Pic%201.PNG)", "图/my pic 1.png"),
        ("![a](../images/deep.png)", "../images/deep.png"),
        ("![a](../IMAGES/Deep.png)", "../images/deep.png"),
        ("![a](/images/deep.png)", "../images/deep.png"),
        ("![a](/blog/images/deep.png)", "../images/deep.png"),
        ("![a](https://www.old.example/blog/images/deep.png?v=2)", "../images/deep.png"),
        ("![a](//old.example/blog/images/deep.png)", "../images/deep.png"),
        ("![a](../../../../../images/deep.png)", "../images/deep.png"),
        ("![a](/blog/2020/02/03/other/beside.png)", "other/beside.png"),
        ("![a](/media/pic.png)", "../media/pic.png"),
        ("<img src=\"图/my pic 1.png\" style=\"zoom:50%;\" />", "图/my pic 1.png"),
        ("<img src='图/a&amp;b+c%23d.png' srcset='plain.png 2x'>", "图/a&b+c#d.png"),
        ("<img data-src='x.png' src=plain.png alt='a > b'>", "plain.png"),
        ("<picture><source srcset=\"plain.png 1x, wide.png 2x\"><img src=\"wide.png\"></picture>", "wide.png"),
        ("<video poster=\"plain.png\" src=\"https://example.org/a.mp4\"></video>", "plain.png"),
        ("<a href=\"plain.png\"><img src=\"plain.png\"></a>", "plain.png"),
        ("![a][r]\n\n[r]: <图/my pic 1.png> 'x'", "图/my pic 1.png"),
        ($"![a](图/{Composed.Replace(" ", "%20", StringComparison.Ordinal)})", "图/" + Decomposed),
        ($"![a](图/{Decomposed.Replace(" ", "%20", StringComparison.Ordinal)})", "图/" + Decomposed),
        ($"![a](<图/{Composed}>)", "图/" + Decomposed),
        ($"![a](<composed/{Decomposed}>)", "composed/" + Composed),
    ];

    [Fact]
    public async Task An_image_is_found_in_every_spelling_of_its_name()
    {
        _site.Write("site/_config.yml", "url: https://old.example/blog\nroot: /blog/\npost_asset_folder: true\n");
        var files = Found.Select(one => one.File).Concat(["wide.png"]).Distinct().ToList();
        foreach (var (index, file) in files.Index())
        {
            _site.Picture(Path.Combine("site/source/_posts", file), 20 + index);
        }

        _site.Post("site/source/_posts/other.md", "x");
        foreach (var (index, (text, _)) in Found.Index())
        {
            _site.Post($"site/source/_posts/p{index}.md", text);
        }

        var report = await _site.ImportAsync();
        var (posts, wrong) = (await _site.PostsAsync(), new List<string>());
        foreach (var (index, (text, file)) in Found.Index())
        {
            var html = posts[$"p{index}"].BodyHtml.Value;
            var isShown =
                html.Contains($"width=\"{20 + files.IndexOf(file)}\"", StringComparison.Ordinal) || html.Contains("poster=\"/media/");
            var rest = NewAddress().Replace(posts[$"p{index}"].Markdown, "");
            var isLeft = rest.Contains("my pic", StringComparison.OrdinalIgnoreCase) || rest.Contains("=100", StringComparison.Ordinal);
            var warnings = ImportFixture.Warnings(report, $"/p{index}.md");
            if (!isShown || isLeft || warnings.Count > 0)
            {
                wrong.Add($"{text} => {posts[$"p{index}"].Markdown.Trim()} {string.Join("; ", warnings)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Matches(
            "srcset=\"/media/[^ ]+ 1x, /media/[^ ]+ 2x\"",
            posts.Values.Single(post => post.Markdown.Contains("<picture>")).Markdown
        );
        Assert.Equal(Found.Length + 1, (await _site.ImportAsync()).Count(ImportOutcome.Unchanged));
    }

    /// <summary>An image as a post names it, and a part of the warning.</summary>
    private static readonly (string Text, string Warning)[] Unclear =
    [
        (@"![a](C:\Users\me\AppData\Roaming\Typora\shot.png)", "is on its author's computer"),
        ("![a](file:///home/me/shot.png)", "is on its author's computer"),
        ("![a](D:/shot.png)", "is on its author's computer"),
        ("![a](/Users/me/shot.png)", "was not found"),
        ("![a](no such.png)", "image no such.png was not found"),
        ("<img src=\"no%20such.png\">", "image no%20such.png was not found"),
        ("![a](TWICE.png)", "may be any of source/_posts/Twice.png, source/_posts/twice.png"),
        ("![a](../../../../../../../etc/passwd)", "was not found"),
        ("![a](..%2f..%2f..%2f..%2fsecret.png)", "was not found"),
        ("![a](link/secret.png)", "symbolic link"),
        ("![a](LINK/secret.png)", "was not found"),
    ];

    [Fact]
    public async Task An_image_that_is_not_found_or_not_clear_is_named_once()
    {
        _site.Write("site/_config.yml", "title: x\n").Picture("secret.png");
        _site.Picture("site/source/_posts/Twice.png", 21).Picture("site/source/_posts/twice.png", 22);
        Directory.CreateSymbolicLink(_site.PathOf("site/source/_posts/link"), _site.Root);
        foreach (var (index, (text, _)) in Unclear.Index())
        {
            _site.Post($"site/source/_posts/p{index}.md", $"{text}\n\n{text}");
        }

        var report = await _site.ImportAsync();
        foreach (var (index, (_, warning)) in Unclear.Index())
        {
            Assert.Contains(warning, Assert.Single(ImportFixture.Warnings(report, $"/p{index}.md")), StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(_site.Host.Folder.Media, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Folders_of_editors_and_names_of_page_resources_are_known()
    {
        _site.Picture("typora/pictures/a.png").Picture("typora/notes/b.assets/b.png").Picture("typora/notes/_images/c.png");
        _site.Post("typora/notes/b.md", "![](/pictures/a.png) ![](b.assets/b.png) ![](_images/c.png)", "typora-root-url: ..\n");
        await _site.ImportAsync("typora");
        _site.Write("hugo/hugo.toml", "baseURL = 'https://old.example/'\nstaticDir = ['static', 'files']\n");
        _site.Picture("hugo/content/posts/c/images/sun.png").Picture("hugo/files/d.png").Picture("hugo/assets/e.png");
        _site.Picture("hugo/static/posts/c/f.png");
        _site.Post(
            "hugo/content/posts/c/index.md",
            "![](sunset) ![](images/sun.png) ![](/d.png) ![](/e.png) ![](f.png) ![](../c/images/sun.png)",
            "resources:\n- name: sunset\n  src: images/sun.png\n"
        );
        await _site.ImportAsync("hugo");
        _site.Write("jekyll/_config.yml", "baseurl: /b\n").Picture("jekyll/_images/a.png").Picture("jekyll/assets/b.png");
        _site.Post(
            "jekyll/_posts/2020-02-03-d.md",
            "![](/_images/a.png) ![]({{ site.baseurl }}/assets/b.png) ![](../../../../assets/b.png) ![](/b/assets/b.png)"
        );
        await _site.ImportAsync("jekyll");
        var posts = await _site.PostsAsync();
        Assert.Equal([3, 6, 4], new[] { "b", "index", "2020-02-03-d" }.Select(title => Regex.Count(posts[title].Markdown, @"\(/media/")));
    }

    [GeneratedRegex(@"/media/[^\s)""'>]*", RegexOptions.NonBacktracking)]
    private static partial Regex NewAddress();
}
