using Blog.Browser;

[assembly: AssemblyFixture(typeof(Stage))]
