using Microsoft.Extensions.Primitives;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Tests.Headers;

public sealed class ViaFieldTests
{
    [Theory]
    [InlineData("1.1 EDGE01", true)]
    [InlineData("1.0 fred, 2 edge01 (WebPublisher)", true)]
    [InlineData("HTTP/1.1 \tEDGE01", true)]
    [InlineData("1.1 EDGE011", false)]
    [InlineData("1.1 proxy (EDGE01)", false)]
    [InlineData("EDGE01", false)]
    [InlineData("", false)]
    public void The_publishers_own_entry_is_recognised(string field, bool own) => Assert.Equal(own, ViaField.Names(field, "EDGE01"));

    [Fact]
    public void It_is_found_in_any_of_several_fields() => Assert.True(ViaField.Names(new StringValues(["1.1 a", "1.1 EDGE01"]), "EDGE01"));

    [Theory]
    [InlineData("HTTP/1.0", "1.0 EDGE01")]
    [InlineData("HTTP/1.1", "1.1 EDGE01")]
    [InlineData("HTTP/2", "2 EDGE01")]
    public void The_entry_says_by_which_protocol_the_request_came(string protocol, string entry)
    {
        Assert.Equal(entry, ViaField.Value(protocol, "EDGE01"));
        Assert.True(ViaField.Names(entry, "EDGE01"));
    }
}
