namespace Blog.Rendering.FrontMatters;

/// <summary>A linear check before any parser runs: no parser sees text nested deeply enough to harm it.</summary>
internal static class FrontMatterGuard
{
    /// <exception cref="FrontMatterException">The front matter is nested too deeply.</exception>
    public static void Check(string head, FrontMatterBoundaries cut)
    {
        var (flow, markers, atStart, line) = (0, 0, true, cut.FirstLine + 1);
        for (var i = 0; i < head.Length; i++)
        {
            switch (head[i])
            {
                case '\n':
                    (markers, atStart, line) = (0, true, line + 1);
                    break;
                case '[' or '{':
                    flow++;
                    atStart = false;
                    break;
                case ']' or '}':
                    flow = Math.Max(0, flow - 1);
                    break;
                case '-' or '?' or ':' when atStart && i + 1 < head.Length && head[i + 1] is ' ' or '\t' or '\n':
                    markers++;
                    break;
                case ' ' or '\t':
                    break;
                default:
                    atStart = false;
                    break;
            }

            if (flow > FrontMatter.MaxDepth || markers > FrontMatter.MaxDepth)
            {
                throw new FrontMatterException("the front matter is nested more than 20 deep", line);
            }
        }
    }
}
