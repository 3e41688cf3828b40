using System.Text.Json;

namespace Blog.Tests.Operations;

public sealed class RuntimeSettingsTests
{
    /// <summary>Not those of an image: outside a container the program would take memory for every processor.</summary>
    [Fact]
    public void The_program_brings_its_own_limits_of_memory()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Blog.runtimeconfig.json")));
        var settings = json.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        Assert.False(settings.GetProperty("System.GC.Server").GetBoolean());
        Assert.Equal(70, settings.GetProperty("System.GC.HeapHardLimitPercent").GetInt32());
        Assert.False(settings.GetProperty("System.Runtime.TieredPGO").GetBoolean());
    }
}
