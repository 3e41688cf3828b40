using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;
using Blog.Rendering.Text;

namespace Blog.Rendering.Html;

/// <summary>
/// Chinese lines are justified where a column is wide. What cannot be broken (a word, a name in code, a formula) and no longer fits a line
/// leaves its place to the gaps of that line: between Han characters it is not seen, between a few Latin words it is a hole. Paragraphs in
/// which a line may get one are marked, since a style sheet cannot tell.
/// </summary>
internal sealed class RaggedLines
{
    private const string Class = "ragged";

    // em. The column holds 38 to 40, an item or a quotation in it some 32.
    private const double Line = 32;

    /// <summary>What one gap of a line may be widened by, in em; a blank between words has a quarter of one.</summary>
    private const double MostPerGap = 0.2;

    private const double Latin = 0.54;
    private const double Code = 0.58;
    private const double Picture = 4;

    private readonly Placeholders _placeholders;
    private readonly Queue<double> _gaps = new();
    private double _at;
    private double _run;
    private bool _holes;

    private RaggedLines(Placeholders placeholders) => _placeholders = placeholders;

    /// <summary>Marks the paragraphs and items of a text.</summary>
    public static void Mark(IElement root, Placeholders placeholders)
    {
        foreach (var element in root.AllElements())
        {
            if (element.LocalName is "p" or "li" && new RaggedLines(placeholders).MayHaveHoles(element))
            {
                element.ClassList.Add(Class);
            }
        }
    }

    private bool MayHaveHoles(IElement element)
    {
        foreach (var child in element.ChildNodes)
        {
            Read(child, Latin);
        }

        EndRun();
        return _holes;
    }

    private void Read(INode node, double perCharacter)
    {
        if (node is IText text)
        {
            ReadText(text.Data, perCharacter);
        }
        else if (node is not IElement element || (!HtmlRules.Phrasing.Contains(element.LocalName) && element.LocalName != "pre"))
        {
            StartLine(); // a block inside an item is judged by itself
        }
        else if (_placeholders.Find(element.ClassName) is { } own)
        {
            ReadOwn(own);
        }
        else if (element.LocalName == "br")
        {
            StartLine();
        }
        else if (element.LocalName is "img" or "picture")
        {
            _run += Picture;
        }
        else
        {
            foreach (var child in element.ChildNodes)
            {
                Read(child, element.LocalName is "code" or "kbd" or "samp" ? Code : perCharacter);
            }
        }
    }

    private void ReadOwn(Placeholder own)
    {
        if (own.Kind == PlaceholderKind.Formula)
        {
            // A browser breaks no formula, but may break the line on both sides of it.
            EndRun();
            _run = FormulaWidth.Estimate(own.Html);
            EndRun();
        }
        else
        {
            ReadText(own.Text, Code);
        }
    }

    private void ReadText(string text, double perCharacter)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (CjkText.IsWide(rune) || CjkText.IsHangul(rune) || CjkText.IsShared(rune))
            {
                EndRun();
                Pass(1);
                _gaps.Enqueue(_at);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                EndRun();
                Pass(0.25);
                _gaps.Enqueue(_at);
            }
            else
            {
                _run += perCharacter;
                if (rune.Value is '-' or '/')
                {
                    EndRun(); // breaks, but does not stretch
                }
            }
        }
    }

    /// <summary>Puts the run at its place, and at worst on the line after it.</summary>
    private void EndRun()
    {
        if (_run > 0 && _at + _run > Line)
        {
            while (_gaps.TryPeek(out var gap) && gap < _at - Line)
            {
                _gaps.Dequeue();
            }

            _holes |= Math.Min(_run, Line) / Math.Max(1, _gaps.Count) > MostPerGap;
        }

        Pass(_run);
        _run = 0;
    }

    private void Pass(double width) => _at += width;

    private void StartLine()
    {
        EndRun();
        _gaps.Clear();
        _at = 0;
    }
}
