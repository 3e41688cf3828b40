namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>How the tags of a template language are written.</summary>
internal enum TagSyntax
{
    /// <summary>No tags: only code is looked for.</summary>
    None,

    /// <summary><c>{% x %}</c> of Hexo and Jekyll.</summary>
    Percent,

    /// <summary><c>{{&lt; x &gt;}}</c> and <c>{{% x %}}</c> of Hugo.</summary>
    Shortcode,
}

internal enum TagRole
{
    Open,

    Close,

    /// <summary>Closes itself (<c>{{&lt; x /&gt;}}</c>).</summary>
    Alone,

    /// <summary>Shows a tag instead of being one; the arguments are what it shows.</summary>
    Escaped,
}

/// <summary>One tag in a text.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="Name">In lower case; of a closing tag the name of what it closes.</param>
/// <param name="Arguments">What stands behind the name, as written.</param>
internal sealed record TagToken(int Start, int End, string Name, string Arguments, TagRole Role);
