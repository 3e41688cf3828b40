using Blog.Data.Posts;
using Microsoft.AspNetCore.Http.Extensions;

namespace Blog.Admin.PostList;

/// <summary>Which posts a list shows.</summary>
public enum PostListState
{
    /// <summary>All but the trash; what waits for attention comes first.</summary>
    All,

    Draft,

    Scheduled,

    Published,

    Trash,
}

/// <summary>What a list is sorted by.</summary>
public enum PostListSort
{
    /// <summary>What each list's readers look for: attention, time of publication, last change.</summary>
    Usual,

    Changed,

    Published,

    Title,

    Length,
}

/// <summary>What the address of a list says; the address of each list says it again.</summary>
public sealed record PostListFilter
{
    private const int MaxWords = 100;

    public PostListState State { get; init; }

    /// <summary>Posts or pages; null for both.</summary>
    public PostKind? Kind { get; init; }

    /// <summary>BCP 47 tag; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Words to search for; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>Slug of a tag; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Path of a category; null for all.</summary>
    public string? Category { get; init; }

    public PostListSort Sort { get; init; }

    /// <summary>One-based number of the page.</summary>
    public int Number { get; init; } = 1;

    /// <summary>True where something besides the state narrows the list.</summary>
    public bool IsNarrow => Kind is not null || Language is not null || Words is not null || Tag is not null || Category is not null;

    /// <summary>Reads a query; what means nothing is passed over.</summary>
    public static PostListFilter Read(IQueryCollection query) =>
        new()
        {
            State = Named<PostListState>(query, "state") ?? PostListState.All,
            Kind = Named<PostKind>(query, "kind"),
            Language = Text(query, "lang"),
            Words = Text(query, "q"),
            Tag = Text(query, "tag"),
            Category = Text(query, "category"),
            Sort = Named<PostListSort>(query, "sort") ?? PostListSort.Usual,
            Number = int.TryParse(query["p"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1,
        };

    /// <summary>The query that says it, with its question mark; empty for the whole list.</summary>
    /// <param name="handler">The handler of a form.</param>
    public string ToQuery(string? handler = null)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value, bool isSaid)
        {
            if (isSaid && value is not null)
            {
                query.Add(name, value);
            }
        }

        Add("handler", handler, true);
        Add("state", Lower(State), State != PostListState.All);
        Add("kind", Kind is { } kind ? Lower(kind) : null, true);
        Add("lang", Language, true);
        Add("q", Words, true);
        Add("tag", Tag, true);
        Add("category", Category, true);
        Add("sort", Lower(Sort), Sort != PostListSort.Usual);
        Add("p", Number.ToString(CultureInfo.InvariantCulture), Number > 1);
        return query.ToQueryString().Value ?? "";
    }

    /// <summary>A value as addresses write it.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Text(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Trim();
        return text.Length == 0 ? null
            : text.Length > MaxWords ? text[..MaxWords]
            : text;
    }

    /// <summary>By name alone: a number is no word of an address.</summary>
    private static T? Named<T>(IQueryCollection query, string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(known => string.Equals(known, query[name].ToString(), StringComparison.OrdinalIgnoreCase))
            is { } found
            ? Enum.Parse<T>(found)
            : null;
}
