using Blog.Benchmarks;

// dotnet run -c Release --project tests/Blog.Benchmarks -- import [POSTS] | images
return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest is [var posts] ? int.Parse(posts, System.Globalization.CultureInfo.InvariantCulture) : 1000),
    ["images"] => await ImageBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("import [POSTS]   imports that many posts (default 1000), then again, then with equal code");
    Console.Error.WriteLine("images           stores a large photograph without and with its smaller copies");
    return 2;
}
