using Blog.Benchmarks;

// dotnet run -c Release --project tests/Blog.Benchmarks -- import [POSTS]
return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest is [var posts] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 1000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("import [POSTS]   imports that many posts (default 1000), then again, then with equal code");
    return 2;
}
