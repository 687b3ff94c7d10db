using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.VirtualPatches;
using WebPublisher.Web.VirtualPatches.AnySite;

namespace WebPublisher.Web.Tests.VirtualPatches.AnySite;

public sealed class ScannerTests
{
    private readonly Scanner _patch = new();

    [Theory]
    [InlineData("curl/8.14.1", "SQLmap/1.99")]
    [InlineData("", "nikto")]
    public void A_tool_is_known_whoever_came_before_and_however_often_it_comes(string harmless, string tool)
    {
        for (var time = 0; time < 3; time++)
        {
            Assert.False(Refuses(harmless));
            Assert.True(Refuses(tool));
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(4000)]
    public void A_long_name_is_judged_like_any_other(int length)
    {
        var harmless = new string('a', length);
        for (var time = 0; time < 2; time++)
        {
            Assert.False(Refuses(harmless));
            Assert.True(Refuses("sqlmap".PadRight(length, 'a')));
        }
    }

    [Fact]
    public void Who_does_not_name_himself_is_no_tool() => Assert.Null(_patch.JudgeHead(Request(new HeaderDictionary())));

    private bool Refuses(string agent) => _patch.JudgeHead(Request(new HeaderDictionary { ["User-Agent"] = agent })) is not null;

    private static PatchedRequest Request(HeaderDictionary fields) => new("GET", new CanonicalTarget("mail.example.test", null, "/owa/", "/owa/", ""), fields);
}
