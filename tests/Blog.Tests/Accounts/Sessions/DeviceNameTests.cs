using Blog.Accounts.Sessions;

namespace Blog.Tests.Accounts.Sessions;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Chrome",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        "Edge",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/58.0.3029.110 Safari/537.36 Edge/16.16299",
        "Edge",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 EdgA/140.0.0.0",
        "Edge",
        "Android"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
            + "EdgiOS/140.0.0.0 Mobile/15E148 Safari/605.1.15",
        "Edge",
        "iPhone"
    )]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox", "Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox", "Linux")]
    [InlineData("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0", "Firefox", "Android")]
    [InlineData(
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 Safari/605.1.15",
        "Firefox",
        "iPad"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Safari",
        "macOS"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            + "Mobile/15E148 Safari/604.1",
        "Safari",
        "iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 "
            + "Mobile/15E148 Safari/604.1",
        "Chrome",
        "iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 "
            + "OPR/120.0.0.0",
        "Opera",
        "macOS"
    )]
    [InlineData("Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18", "Opera", "Windows")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15; SM-S938B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 "
            + "Mobile Safari/537.36",
        "Samsung Internet",
        "Android"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14; V2309A Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
            + "Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260183 MMWEBSDK/20240501 MMWEBID/1 "
            + "MicroMessenger/8.0.50.2701(0x28003258) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64",
        "WeChat",
        "Android"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
            + "MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN",
        "WeChat",
        "iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; U; Android 14; zh-cn; PJD110 Build/UKQ1) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
            + "Chrome/109.0.5414.86 MQQBrowser/15.2 Mobile Safari/537.36 COVC/046915",
        "QQ Browser",
        "Android"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.5414.120 Safari/537.36 "
            + "Core/1.116 QQBrowser/13.2",
        "QQ Browser",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; U; Android 14; zh-CN; 23127PN0CC Build/UKQ1) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
            + "Chrome/100.0.4896.58 UCBrowser/16.7.5.1331 Mobile Safari/537.36",
        "UC Browser",
        "Android"
    )]
    [InlineData(
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Chrome",
        "ChromeOS"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 "
            + "HuaweiBrowser/15.0.4.312 Mobile Safari/537.36",
        "Chrome",
        "HarmonyOS"
    )]
    [InlineData(
        "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile",
        "Chrome",
        "HarmonyOS"
    )]
    [InlineData(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
        "Chrome",
        "Linux"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        null,
        "iPhone"
    )]
    [InlineData("curl/8.14.1", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_browser_and_a_system_are_recognised(string? userAgent, string? browser, string? system) =>
        Assert.Equal(new DeviceName(browser, system), DeviceName.Of(userAgent));

    [Fact]
    public void Only_the_beginning_is_read()
    {
        Assert.Equal(default, DeviceName.Of(new string('x', 512) + "Windows Firefox/1"));
        Assert.Equal("Windows", DeviceName.Of("Windows" + new string('x', 5_000_000)).System);
    }
}
