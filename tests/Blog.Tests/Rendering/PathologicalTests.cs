using System.Text;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Tests.Rendering;

public sealed class PathologicalTests
{
    public static TheoryData<string> Names => [.. PathologicalCorpus.All().Select(entry => entry.Name)];

    [Fact]
    public void There_are_at_least_64_cases() => Assert.True(PathologicalCorpus.All().Count() >= 64);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pathological_text_is_rendered_or_refused(string name)
    {
        Render(name, 8 * 1024);
        if (Environment.GetEnvironmentVariable("BLOG_DEEP") == "1")
        {
            Render(name, TextLimits.MaxBytes);
        }
    }

    private static void Render(string name, int size)
    {
        var text = PathologicalCorpus.All().First(entry => entry.Name == name).Text(size);
        while (Encoding.UTF8.GetByteCount(text) > TextLimits.MaxBytes)
        {
            text = text[..(text.Length * 9 / 10)];
        }

        // A thread cannot be stopped, so the guard only ends the wait: a hang then fails here and not in the runner.
        RenderResult? result = null;
        var thread = new Thread(() => result = Rendered.Renderer.Render(text, Rendered.English), maxStackSize: 1536 * 1024)
        {
            IsBackground = true,
        };
        thread.Start();
        Assert.True(thread.Join(Poll.Limit), $"{name} hangs");
        Assert.NotNull(result);
        Assert.True(result.Post is null != result.Refusal is null);
    }
}
