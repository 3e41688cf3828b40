using Blog.Data.Posts;
using Microsoft.AspNetCore.Http.Extensions;

namespace Blog.Admin.PostList;

/// <summary>Which posts a list shows.</summary>
public enum PostListState
{
    /// <summary>All but the trash; posts that need attention come first.</summary>
    All,

    Draft,

    Scheduled,

    Published,

    Trash,
}

/// <summary>The sort order of a list.</summary>
public enum PostListSort
{
    /// <summary>The default order of each list: attention, time of publication, last change.</summary>
    Usual,

    Changed,

    Published,

    Title,

    Length,
}

/// <summary>The filter of a list, as its address states it.</summary>
public sealed record PostListFilter
{
    private const int MaxWords = 100;

    /// <summary>How an address asks for <see cref="HasOutdatedCopies"/>.</summary>
    public const string Changed = "changed";

    public PostListState State { get; init; }

    /// <summary>Posts or pages; null for both.</summary>
    public PostKind? Kind { get; init; }

    /// <summary>BCP 47 tag; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Search terms; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>Slug of a tag; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Path of a category; null for all.</summary>
    public string? Category { get; init; }

    /// <summary>Only posts that have changed since they were copied for another platform.</summary>
    public bool HasOutdatedCopies { get; init; }

    public PostListSort Sort { get; init; }

    /// <summary>One-based number of the page.</summary>
    public int Number { get; init; } = 1;

    /// <summary>True where a filter other than the state is set.</summary>
    public bool IsNarrow =>
        Kind is not null || Language is not null || Words is not null || Tag is not null || Category is not null || HasOutdatedCopies;

    /// <summary>Reads a query; invalid values are ignored.</summary>
    public static PostListFilter Read(IQueryCollection query) =>
        new()
        {
            State = Named<PostListState>(query, "state") ?? PostListState.All,
            Kind = Named<PostKind>(query, "kind"),
            Language = Text(query, "lang"),
            Words = Text(query, "q"),
            Tag = Text(query, "tag"),
            Category = Text(query, "category"),
            HasOutdatedCopies = string.Equals(query["copies"], Changed, StringComparison.OrdinalIgnoreCase),
            Sort = Named<PostListSort>(query, "sort") ?? PostListSort.Usual,
            Number = int.TryParse(query["p"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1,
        };

    /// <summary>The query string of this filter, with its question mark; empty for the whole list.</summary>
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
        Add("copies", Changed, HasOutdatedCopies);
        Add("sort", Lower(Sort), Sort != PostListSort.Usual);
        Add("p", Number.ToString(CultureInfo.InvariantCulture), Number > 1);
        return query.ToQueryString().Value ?? "";
    }

    /// <summary>A value as written in addresses.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Text(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Trim();
        return text.Length == 0 ? null
            : text.Length > MaxWords ? text[..MaxWords]
            : text;
    }

    /// <summary>Parses by name only: numbers are not accepted.</summary>
    private static T? Named<T>(IQueryCollection query, string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(known => string.Equals(known, query[name].ToString(), StringComparison.OrdinalIgnoreCase))
            is { } found
            ? Enum.Parse<T>(found)
            : null;
}
