using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Contents;

/// <summary>
/// Where the author wants the list of headings: <c>[TOC]</c>, <c>[[toc]]</c>, <c>@[toc]</c>, <c>@[TOC](title)</c> or
/// <c>&lt;!-- toc --&gt;</c> alone in its block.
/// </summary>
internal sealed partial class ContentsMark : LeafBlock
{
    /// <summary>Longer paragraphs are no mark.</summary>
    private const int MaxLength = 100;

    private ContentsMark()
        : base(null) { }

    /// <summary>Replaces the marks of a parsed text.</summary>
    /// <param name="text">What the document was parsed from.</param>
    public static void Find(MarkdownDocument document, string text)
    {
        if (!text.Contains("toc", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var block in document.Descendants<LeafBlock>().Where(block => IsMark(block, text)).ToList())
        {
            var parent = block.Parent!;
            parent[parent.IndexOf(block)] = new ContentsMark
            {
                Span = block.Span,
                Line = block.Line,
                Column = block.Column,
            };
        }
    }

    private static bool IsMark(LeafBlock block, string text)
    {
        if (block.Span is not { Start: >= 0, Length: > 4 and <= MaxLength } span || span.End >= text.Length)
        {
            return false;
        }

        var words = text.AsSpan(span.Start, span.Length).Trim();
        return block switch
        {
            HtmlBlock => Comment().IsMatch(words) && !IsFollowedByList(block, text),
            ParagraphBlock => Mark().IsMatch(words) && (words[0] == '@' || block.Inline?.Any(inline => inline is LinkInline) == false),
            _ => false,
        };
    }

    /// <summary>Some programs write the list into the text and mark its end: it needs no second one.</summary>
    private static bool IsFollowedByList(Block block, string text)
    {
        var siblings = block.Parent!;
        var next = siblings.IndexOf(block) + 1;
        return next < siblings.Count
            && siblings[next] is ListBlock list
            && text.AsSpan(list.Span.End + 1).TrimStart() is var rest
            && End().IsMatch(rest[..Math.Min(rest.Length, MaxLength)]);
    }

    [GeneratedRegex(
        @"^(\[toc\]|\[\[_?toc_?\]\]|@\[toc\](\([^()\n]*\))?)$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Mark();

    [GeneratedRegex("^<!--[ \t]*toc[ \t]*-->$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^<!--[ \t]*(tocstop|/toc|end[ \t]*toc)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex End();
}
