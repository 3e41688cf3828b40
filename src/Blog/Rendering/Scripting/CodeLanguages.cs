using System.Buffers;
using System.Collections.Frozen;

namespace Blog.Rendering.Scripting;

/// <summary>A language of code blocks.</summary>
/// <param name="Id">For <c>class="language-…"</c>.</param>
/// <param name="Label">Display name; null for plain text.</param>
/// <param name="Grammar">The grammar's name in <c>frontend/scripts/highlight.js</c>; null for plain text.</param>
internal sealed record CodeLanguage(string Id, string? Label, string? Grammar);

/// <summary>The names that authors write after a fence, and the languages they mean.</summary>
internal static class CodeLanguages
{
    // id | label | grammar, if it differs from the id | aliases, if any
    private const string Table = """
        apache|Apache||apacheconf htaccess
        awk|AWK||gawk
        bash|Shell||sh shell zsh shellscript
        bat|Batch|dos|dos cmd batch
        c|C||h
        clojure|Clojure||clj edn
        cmake|CMake||
        console|Console|shell|shellsession shell-session sh-session
        cpp|C++||c++ cc cxx hpp h++ hxx cplusplus
        csharp|C#||c# cs csx dotnet
        css|CSS||
        dart|Dart||
        diff|Diff||patch
        django|Django||jinja jinja2
        dockerfile|Dockerfile||docker containerfile
        elixir|Elixir||ex exs
        erlang|Erlang||erl
        fsharp|F#||f# fs fsx
        go|Go||golang
        graphql|GraphQL||gql
        groovy|Groovy||gradle
        handlebars|Handlebars||hbs mustache
        haskell|Haskell||hs
        html|HTML|xml|htm xhtml vue svelte cshtml razor
        http|HTTP||https rest
        ini|INI||conf config cfg dosini editorconfig
        java|Java||
        javascript|JavaScript||js mjs cjs node ecmascript
        json|JSON||jsonc json5 geojson webmanifest
        jsx|JSX|javascript|
        julia|Julia||jl
        kotlin|Kotlin||kt kts
        latex|LaTeX||tex
        less|Less||
        lua|Lua||
        makefile|Makefile||make mk gnumakefile
        markdown|Markdown||md mkd mdx
        matlab|MATLAB||octave
        nginx|nginx||nginxconf
        nix|Nix||
        objectivec|Objective-C||objc obj-c objective-c mm
        ocaml|OCaml||ml
        perl|Perl||pl pm
        php|PHP||
        powershell|PowerShell||ps1 pwsh ps posh psm1
        properties|Properties||env dotenv
        protobuf|Protocol Buffers||proto
        python|Python||py python3 py3 gyp
        r|R||rscript
        ruby|Ruby||rb gemfile rakefile
        rust|Rust||rs
        scala|Scala||sbt
        scss|SCSS||sass
        sql|SQL||mysql postgres postgresql pgsql sqlite tsql t-sql plsql mssql
        svg|SVG|xml|
        swift|Swift||
        text|||plain plaintext plain-text txt none nohighlight
        toml|TOML|ini|
        tsx|TSX|typescript|
        typescript|TypeScript||ts mts cts
        vbnet|Visual Basic||vb vb.net visual-basic visualbasic
        vim|Vim script|vim|viml vimscript
        wasm|WebAssembly||wat
        xml|XML||xsd xsl xslt xaml rss atom plist csproj axaml wsdl
        yaml|YAML||yml
        """;

    private static readonly FrozenDictionary<string, CodeLanguage> ByName = Read();
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\n{},;:([\"'`<>=");

    public static IEnumerable<CodeLanguage> All => ByName.Values.Distinct();

    /// <summary>The language of a name or alias, case-insensitively; null if there is none.</summary>
    public static CodeLanguage? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// Extracts the language from an info string, which may contain more: <c>js title url</c>, <c>python {1,3}</c>, <c>{.python
    /// .numberLines}</c>, <c>rust,ignore</c>, <c>plain text</c>.
    /// </summary>
    /// <returns>A name or alias, or the author's own word; null if there is none.</returns>
    public static string? FirstWord(string? info)
    {
        var text = info.AsSpan().Trim();
        if (text.StartsWith('{'))
        {
            text = text[1..].TrimStart().TrimStart('.');
        }

        foreach (var prefix in (ReadOnlySpan<string>)["language-", "lang-"])
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                text = text[prefix.Length..];
            }
        }

        // A name of two words ("plain text", "visual basic") is known in its hyphenated form.
        if (text.Length < 30 && text.Contains(' ') && Find(text.ToString().Replace(' ', '-')) is { } language)
        {
            return language.Id;
        }

        var end = text.IndexOfAny(WordEnds);
        // key=value, "title", (…): not a language but a property of the block.
        var word =
            end < 0 ? text
            : text[end] is '=' ? []
            : text[..end];
        return word.IsEmpty || word.Length > 40 ? null : word.ToString();
    }

    private static FrozenDictionary<string, CodeLanguage> Read()
    {
        var names = new Dictionary<string, CodeLanguage>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var cells = line.Split('|');
            var (id, label, grammar) = (cells[0], cells[1], cells[2]);
            var language =
                label.Length == 0 ? new CodeLanguage(id, null, null) : new CodeLanguage(id, label, grammar.Length == 0 ? id : grammar);
            foreach (var name in cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(id))
            {
                names.Add(name, language);
            }
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
