using Blog.Benchmarks;

// dotnet run -c Release --project tests/Blog.Benchmarks --
//   import [POSTS] | wxr [MB] | images | sign-in [TRIES] | search [POSTS] | related [POSTS...] | start [POSTS [BLOG.DLL...]] | budgets
//   all [BLOG.DLL] | dearest [POSTS [BLOG.DLL]] | writers [POSTS [BLOG.DLL]] | footprint [POSTS [BLOG.DLL]]
//   | comments [SECONDS [BLOG.DLL]] | export-site [POSTS [BLOG.DLL]] | misses [POSTS [BLOG.DLL]] | hits [POSTS [BLOG.DLL]]
return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(
        rest is [var posts] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 1000
    ),
    ["wxr", .. var rest] => await WxrBenchmark.RunAsync(
        rest is [var megabytes] ? int.Parse(megabytes, System.Globalization.CultureInfo.InvariantCulture) : 500
    ),
    ["images"] => await ImageBenchmark.RunAsync(),
    ["sign-in", .. var rest] => await SignInBenchmark.RunAsync(
        rest is [var tries] ? int.Parse(tries, System.Globalization.CultureInfo.InvariantCulture) : 200
    ),
    ["search", .. var rest] => await SearchBenchmark.RunAsync(
        rest is [var posts] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 10_000
    ),
    ["related", .. var rest] => await RelatedBenchmark.RunAsync(
        rest is [] ? [1000, 10_000] : [.. rest.Select(posts => int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture))]
    ),
    ["start", .. var rest] => await StartBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 1000,
        [.. rest.Skip(1)]
    ),
    ["budgets"] => BudgetBenchmark.Run(),
    ["export-site", .. var rest] => await ExportSiteBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 10_000,
        rest.ElementAtOrDefault(1)
    ),
    ["misses", .. var rest] => await MissBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 10_000,
        rest.ElementAtOrDefault(1)
    ),
    ["hits", .. var rest] => await HitBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 1_000,
        rest.ElementAtOrDefault(1)
    ),
    ["writers", .. var rest] => await WriterBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 10_000,
        rest.ElementAtOrDefault(1)
    ),
    ["comments", .. var rest] => await CommentBenchmark.RunAsync(
        rest is [var seconds, ..] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 60,
        rest.ElementAtOrDefault(1)
    ),
    ["dearest", .. var rest] => await DearestBenchmark.RunAsync(
        rest is [var posts, ..] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 10_000,
        rest.ElementAtOrDefault(1)
    ),
    ["footprint", .. var rest] => await FootprintBenchmark.RunAsync(
        rest is [var posts, ..] ? [int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture)] : [1_000, 10_000, 100_000],
        rest.ElementAtOrDefault(1)
    ),
    ["send", .. var rest] => await CommentBenchmark.SendAllAsync(rest),
    ["all", .. var rest] => await AllAsync(rest.ElementAtOrDefault(0)),
    ["bare", var file, var address] => await BareServer.RunAsync(file, address),
    _ => Usage(),
};

// Everything that docs/performance.md says, one after the other; the figures of different machines are never mixed.
static async Task<int> AllAsync(string? program)
{
    var failed = 0;
    foreach (
        var (name, run) in new (string, Func<Task<int>>)[]
        {
            ("kept pages, 1,000 posts", () => HitBenchmark.RunAsync(1_000, program)),
            ("kept pages, 10,000 posts", () => HitBenchmark.RunAsync(10_000, program)),
            ("pages past the cache, 1,000 posts", () => MissBenchmark.RunAsync(1_000, program)),
            ("pages past the cache, 10,000 posts", () => MissBenchmark.RunAsync(10_000, program)),
            ("pages past the cache, 100,000 posts", () => MissBenchmark.RunAsync(100_000, program)),
            ("the dearest request of a stranger, 10,000 posts", () => DearestBenchmark.RunAsync(10_000, program)),
            ("while authors write, 10,000 posts", () => WriterBenchmark.RunAsync(10_000, program)),
            ("start, memory, disk, wire", () => FootprintBenchmark.RunAsync([1_000, 10_000, 100_000], program)),
            ("search, 10,000 posts", () => SearchBenchmark.RunAsync(10_000)),
            ("search, 100,000 posts", () => SearchBenchmark.RunAsync(100_000)),
        }
    )
    {
        Console.WriteLine($"== {name}");
        failed += await run() == 0 ? 0 : 1;
    }

    return failed;
}

static int Usage()
{
    Console.Error.WriteLine("all [BLOG.DLL]   everything that docs/performance.md says, one after the other: takes half an hour");
    Console.Error.WriteLine("writers [POSTS [BLOG.DLL]]  reads while authors write");
    Console.Error.WriteLine("comments [SECONDS [BLOG.DLL]]  readers while 200 comments a second come (default 60 s)");
    Console.Error.WriteLine("footprint [POSTS [BLOG.DLL]]  start, memory, disk, and what a first visit costs on the wire");
    Console.Error.WriteLine("import [POSTS]   imports that many posts (default 1000), then again, then with equal code");
    Console.Error.WriteLine("wxr [MB]         makes an export of WordPress of that size (default 500), tries its import and imports it");
    Console.Error.WriteLine("images           stores a large photograph without and with its smaller copies");
    Console.Error.WriteLine(
        "sign-in [TRIES]  so many wrong passwords (default 200) for an account, for none and for a disabled one, in turns"
    );
    Console.Error.WriteLine(
        "hits [POSTS [BLOG.DLL]]  asks for kept pages of so many posts (default 1000) beside bare Kestrel and nginx, in turns"
    );
    Console.Error.WriteLine("search [POSTS]   searches so many posts of Chinese and English (default 10000), and saves some");
    Console.Error.WriteLine(
        "related [POSTS...]  finds related posts among so many (default 1000, then 10000) and asks for the pages that show them"
    );
    Console.Error.WriteLine(
        "start [POSTS [BLOG.DLL...]]  starts the program (or published ones) with so many posts (default 1000), five times each"
    );
    Console.Error.WriteLine(
        "budgets          gives what reads foreign text twice as much of the worst, which may cost at most three times as much"
    );
    Console.Error.WriteLine(
        "export-site [POSTS [BLOG.DLL]]  writes so many posts (default 10000) as static files, then nothing new, then one changed post"
    );
    Console.Error.WriteLine(
        "misses [POSTS [BLOG.DLL]]  asks for every kind of page of a blog of so many posts (default 10000), past the cache; the blog "
            + "is made once and kept below corpus/"
    );
    return 2;
}
