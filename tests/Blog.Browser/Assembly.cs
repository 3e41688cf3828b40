using Blog.Browser;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
