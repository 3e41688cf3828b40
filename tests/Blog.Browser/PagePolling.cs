using Microsoft.Playwright;

namespace Blog.Browser;

/// <summary>Waits for a state of a page.</summary>
internal static class PagePolling
{
    /// <summary>
    /// Returns once the expression is true in the page in view. <c>WaitForFunctionAsync</c> cannot do this here: what is not true at the
    /// first look it evaluates in the page, where the content security policy refuses it.
    /// </summary>
    public static Task UntilAsync(this IPage page, string expression) =>
        Poll.UntilAsync(
            async () =>
            {
                try
                {
                    return await page.EvaluateAsync<bool>(expression);
                }
                catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal))
                {
                    return false; // the page is being left; ask the next one
                }
            },
            expression
        );
}
