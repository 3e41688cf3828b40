using System.Text.Encodings.Web;
using Blog.Portability.Import.Templates.Syntax;
using Fluid;
using Fluid.Ast;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>Liquid with Jekyll's <c>include</c>, whose arguments are no Liquid.</summary>
internal sealed class JekyllParser : FluidParser
{
    private const int MaxDepth = 8;
    private const int MaxIncludes = 200;

    private readonly Syntax.TemplateContext _files;
    private readonly Func<string, string> _prepare;
    private readonly Action<string> _warn;
    private readonly Dictionary<string, IFluidTemplate> _templates = new(StringComparer.Ordinal);
    private int _depth;
    private int _includes;

    /// <param name="files">Reads the included files.</param>
    /// <param name="prepare">Converts Jekyll's own tags in them.</param>
    /// <param name="warn">Told what is left out.</param>
    public JekyllParser(Syntax.TemplateContext files, Func<string, string> prepare, Action<string> warn)
        : base(new FluidParserOptions())
    {
        (_files, _prepare, _warn) = (files, prepare, warn);
        foreach (var name in new[] { "include", "include_relative", "include_cached" })
        {
            RegisterParserTag(
                name,
                AnyCharBefore(Literals.Text("%}"), canBeEmpty: true),
                (arguments, writer, encoder, context) => IncludeAsync(name, arguments.ToString() ?? "", writer, encoder, context)
            );
        }
    }

    private async ValueTask<Completion> IncludeAsync(
        string tag,
        string text,
        TextWriter writer,
        TextEncoder encoder,
        Fluid.TemplateContext context
    )
    {
        var arguments = TagArguments.Of(text.Trim().TrimEnd('-').TrimEnd());
        var path = arguments.Words.Count > 0 ? arguments.Words[0] : "";
        var file = tag == "include_relative" ? $"{_files.Folder}/{path}".TrimStart('/') : "_includes/" + path;
        if (_depth == MaxDepth || ++_includes > MaxIncludes)
        {
            throw new InvalidOperationException($"{path} is included more than {MaxDepth} deep or more than {MaxIncludes} files are");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in Pairs(text, arguments))
        {
            values[key] = value.IsQuoted ? value.Text : await EvaluateAsync(value.Text, context);
        }

        var (template, problem) = Load(file);
        if (problem is not null)
        {
            _warn($"the include {path} was left as it is: {problem}");
            await writer.WriteAsync(BraceGuard.Hidden($"{{% {tag} {text.Trim()} %}}"));
            return Completion.Normal;
        }

        if (template is null)
        {
            var known = JekyllIncludes.Convert(path, TagArguments.Of(values), _files.Page);
            await writer.WriteAsync(known ?? "");
            if (known is null)
            {
                _warn($"the include {path} was not found: left out");
            }

            return Completion.Normal;
        }

        context.EnterChildScope();
        _depth++;
        try
        {
            context.SetValue("include", values);
            await template.RenderAsync(writer, encoder, context);
        }
        finally
        {
            _depth--;
            context.ReleaseScope();
        }

        return Completion.Normal;
    }

    private static IEnumerable<(string Key, (string Text, bool IsQuoted) Value)> Pairs(string text, TagArguments arguments)
    {
        foreach (var (key, value) in arguments.Options)
        {
            var isQuoted = text.Contains($"\"{value}\"", StringComparison.Ordinal) || text.Contains($"'{value}'", StringComparison.Ordinal);
            yield return (key, (value, isQuoted));
        }
    }

    /// <summary>The template of a file, or what is wrong with it; neither if there is no such file.</summary>
    private (IFluidTemplate? Template, string? Problem) Load(string file)
    {
        if (_templates.TryGetValue(file, out var known))
        {
            return (known, null);
        }

        if (_files.ReadFile(file) is not { } text)
        {
            return (null, null);
        }

        var prepared = _prepare(text.ReplaceLineEndings("\n"));
        if (LiquidGuard.Check(prepared) is var (reason, _))
        {
            return (null, reason);
        }

        if (!this.TryParse(prepared, out var template, out var error))
        {
            return (null, error.Split('\n')[0]);
        }

        _templates[file] = template;
        return (template, null);
    }

    private async ValueTask<string> EvaluateAsync(string expression, Fluid.TemplateContext context)
    {
        var code = "{{ " + expression.Trim('{', '}', ' ') + " }}";
        if (LiquidGuard.Check(code) is not null || !this.TryParse(code, out var template, out _))
        {
            return expression;
        }

        using var value = new LimitedWriter();
        await template.RenderAsync(value, NullEncoder.Default, context);
        return value.ToString();
    }
}
