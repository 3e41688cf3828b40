namespace Blog.Tests.Site.Outbound;

/// <summary>Addresses that must not lead to a connection.</summary>
internal static class HostileAddresses
{
    public static IEnumerable<string> All => Loopback.Concat(Inner).Concat(Carriers).Concat(OtherSchemes).Concat(Tricks).Concat(Ports);

    private static readonly string[] Loopback =
    [
        "http://127.0.0.1/", "https://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://127.255.255.254/", "http://0/", "http://0.0.0.0/", "http://2130706433/",
        "http://0x7f000001/", "http://0x7f.1/", "http://0x7f.0x0.0x0.0x1/", "http://0177.0.0.1/", "http://017700000001/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::]/",
        "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://127.0.0.1./", "http://127.0.0.1.nip.io/", "http://4294967295/", "http://4294967297/",
        "http://0000177.00.00.01/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://ｌｏｃａｌｈｏｓｔ/", "http://localhost%2e/", "http://%31%32%37.0.0.1/",
    ];

    private static readonly string[] Inner =
    [
        "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/",
        "http://100.64.0.1/", "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/",
        "http://192.88.99.1/", "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/", "http://0.1.2.3/", "http://metadata.google.internal/",
        "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/", "http://[100::1]/", "http://[5f00::1]/",
    ];

    private static readonly string[] Carriers =
    [
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/", "http://[::ffff:8.8.8.8]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:0.0.0.0]/", "http://[::ffff:31.0.0.1]/", "http://[::127.0.0.1]/", "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::127.0.0.1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:7f00:1:0:0:80ff:fffe]/", "http://[2001:10::1]/", "http://[2001:2::1]/",
    ];

    private static readonly string[] OtherSchemes =
    [
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "gopher://127.0.0.1:70/_x", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "data:text/plain,x", "javascript:alert(1)",
        "jar:http://127.0.0.1!/", "ws://127.0.0.1/", "net.tcp://127.0.0.1/", "view-source:http://127.0.0.1/", "about:blank", "mailto:x@127.0.0.1", "\\\\127.0.0.1\\share", "//127.0.0.1/", "/etc/passwd", "", " ", "http://", "http:///x", "http:127.0.0.1", "http:/127.0.0.1",
    ];

    private static readonly string[] Tricks =
    [
        "http://public.example@127.0.0.1/", "http://public.example:80@127.0.0.1/", "http://user:password@public.example/", "http://@public.example/", "http://:@public.example/", "//@public.example/", "http://127.0.0.1@public.example/", "http://public.example%40127.0.0.1/", "http://public.example\\@127.0.0.1/",
        "http://127.0.0.1\\@public.example/", "http://127.0.0.1#@public.example/", "http://127.0.0.1?@public.example/", "http://public.example@127.0.0.1@public.example/", " http://127.0.0.1/", "http://127.0.0.1/ x", "http://127.0.0.1\t/", "ht\ntp://127.0.0.1/",
        "http://public.example\r\nHost: 127.0.0.1/", "http://[::1%25lo]/", "http://[::1", "http://1.1.1.1 &@127.0.0.1/", "http://\u0000127.0.0.1/", "http://127.0.0.1\u00ad/", "http://127.0.0.1\u200b/", "http://xn--/", "http://a..b/", "http://./", "http://-/", "http://*/",
    ];

    private static readonly string[] Ports =
    [
        "http://public.example:22/", "http://public.example:8080/", "http://public.example:6379/", "https://public.example:8443/", "http://public.example:0/", "http://public.example:65536/", "http://public.example:-1/", "http://127.0.0.1:8080/", "http://127.0.0.1:443/", "https://127.0.0.1:80/",
    ];
}
