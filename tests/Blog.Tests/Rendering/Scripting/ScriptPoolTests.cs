using Blog.Rendering.Scripting;
using Jint;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Rendering.Scripting;

public sealed class ScriptPoolTests
{
    [Fact]
    public void An_idle_engine_is_reused_for_a_minute_and_then_disposed()
    {
        var clock = new FakeTimeProvider();
        var pool = new ScriptEnginePool("temml.js", clock);

        Assert.True(pool.TryCall(Poll.Limit, answer => answer.AsString(), out _, "x", false));
        Assert.Equal(1, pool.Idle);

        clock.Advance(ScriptEnginePool.IdleTime / 2);
        Assert.True(pool.TryCall(Poll.Limit, answer => answer.AsString(), out _, "y", false));
        Assert.True(SpinWait.SpinUntil(() => pool.Idle == 1, Poll.Limit));

        // The continuation of the delay runs on another thread, so the clock is moved until it has seen it.
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(ScriptEnginePool.IdleTime);
                    return pool.Idle == 0;
                },
                Poll.Limit
            )
        );

        Assert.True(pool.TryCall(Poll.Limit, answer => answer.AsString(), out _, "z", false));
    }

    [Fact]
    public void An_engine_that_timed_out_is_discarded()
    {
        var pool = new ScriptEnginePool("temml.js", TimeProvider.System);
        var tex = @"\def\a{" + new string('x', 1500) + "}" + string.Concat(Enumerable.Repeat(@"\a", 1000));

        Assert.False(pool.TryCall(TimeSpan.FromMilliseconds(300), answer => answer.AsString(), out var answer, tex, false));
        Assert.Null(answer);
        Assert.Equal(0, pool.Idle);
    }

    [Fact]
    public void A_missing_script_is_a_failure_like_any_other()
    {
        var pool = new ScriptEnginePool("missing.js", TimeProvider.System);
        Assert.False(pool.TryCall(Poll.Limit, answer => answer.AsString(), out _, "x"));
    }

    [Fact]
    public void Deep_input_ends_in_an_answer_even_on_a_small_stack()
    {
        var pool = new ScriptEnginePool("temml.js", TimeProvider.System);
        var tex = string.Concat(Enumerable.Repeat(@"\left(", 600));
        bool? worked = null;
        var thread = new Thread(() => worked = pool.TryCall(Poll.Limit, answer => answer.AsString(), out _, tex, false), 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.False(worked);
    }
}
