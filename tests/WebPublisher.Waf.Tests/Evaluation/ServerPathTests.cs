using WebPublisher.Waf.Evaluation;

namespace WebPublisher.Waf.Tests.Evaluation;

public sealed class ServerPathTests
{
    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a%20b%2Ec", "/a b.c")]
    [InlineData("/a%2Fb%2fc", "/a%2Fb%2fc")]
    [InlineData("/a%zz%4", "/a%zz%4")]
    [InlineData("/a//b///c/", "/a/b/c/")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("/a/b/..", "/a/")]
    [InlineData("/a/%2e%2E/b", "/b")]
    [InlineData("/../a", "/../a")]
    [InlineData("/a/../../b", "/a/../../b")]
    [InlineData("/a/...", "/a/...")]
    [InlineData("/.git/config", "/.git/config")]
    [InlineData("*", "*")]
    [InlineData("", "")]
    public void A_path_is_decoded_once_and_loses_segments_that_mean_nothing(string path, string expected)
    {
        var room = new char[path.Length];

        var length = ServerPath.Normalize(path, room);

        Assert.Equal(expected, new string(room, 0, length));
    }

    [Theory]
    [InlineData("/%25%32%66")]
    [InlineData("//..//../%2e./x")]
    [InlineData("..")]
    [InlineData("/..%2f/")]
    public void Whatever_is_sent_gives_a_path_no_longer_than_it(string path)
    {
        Assert.InRange(ServerPath.Normalize(path, new char[path.Length]), 0, path.Length);
    }
}
