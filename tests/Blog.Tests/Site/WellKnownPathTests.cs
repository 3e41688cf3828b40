using System.Net;

namespace Blog.Tests.Site;

/// <summary>security.md B29: paths that scanners probe are not found, and no folder is listed.</summary>
public sealed class WellKnownPathTests(SocketTests.Server server) : IClassFixture<SocketTests.Server>
{
    public static TheoryData<string> Paths() =>
        [
            "/.git/HEAD",
            "/.git/config",
            "/.gitignore",
            "/.svn/entries",
            "/.env",
            "/.env.local",
            "/.dockerenv",
            "/.DS_Store",
            "/.vscode/settings.json",
            "/.ssh/id_rsa",
            "/.aws/credentials",
            "/.htaccess",
            "/.htpasswd",
            "/appsettings.json",
            "/appsettings.Production.json",
            "/web.config",
            "/Blog.dll",
            "/Blog.pdb",
            "/Blog.deps.json",
            "/Blog.runtimeconfig.json",
            "/blog.db",
            "/blog.db-wal",
            "/data/blog.db",
            "/keys/",
            "/backups/",
            "/tmp/",
            "/media/",
            "/assets/",
            "/Site/Layout/_Layout.cshtml",
            "/Dockerfile",
            "/docker-compose.yml",
            "/package.json",
            "/server-status",
            "/phpinfo.php",
            "/wp-login.php",
            "/wp-admin/",
            "/xmlrpc.php",
            "/actuator/env",
            "/swagger/v1/swagger.json",
            "/swagger",
            "/graphql",
            "/debug/pprof/",
            "/trace.axd",
            "/elmah.axd",
            "/_framework/blazor.boot.json",
            "/console",
            "/config.json",
            "/backup.zip",
            "/id_rsa",
            "/robots.txt.bak",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Paths_that_attackers_probe_are_not_found(string path)
    {
        var (status, body) = await server.AskAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if (status is 301)
        {
            var at = body.Split("Location: ")[1].Split("\r\n")[0]; // another spelling of a path that does not exist either
            (status, body) = await server.AskAsync($"GET {at} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }

        Assert.Equal((int)HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("Index of", body, StringComparison.OrdinalIgnoreCase);
    }
}
