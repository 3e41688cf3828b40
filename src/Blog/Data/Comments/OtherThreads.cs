namespace Blog.Data.Comments;

/// <summary>
/// Gives way to whoever waits for a processor. To take a comment is the work of 2 ms, and the system lets a thread go on for 3 ms before
/// it looks at others: on a machine with few processors readers would wait for whole comments, though a page that is kept takes a tenth of
/// that.
/// </summary>
internal static class OtherThreads
{
    /// <summary>Called between the steps of a comment.</summary>
    public static void GoFirst() => Thread.Yield();
}
