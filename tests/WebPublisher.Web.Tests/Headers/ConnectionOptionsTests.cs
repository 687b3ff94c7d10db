using Microsoft.Extensions.Primitives;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Tests.Headers;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [InlineData("X-Secret", "X-Secret", true)]
    [InlineData("keep-alive, x-secret ,close", "X-Secret", true)]
    [InlineData("keep-alive", "X-Secret", false)]
    [InlineData("X-Secrets", "X-Secret", false)]
    [InlineData("", "X-Secret", false)]
    public void A_listed_field_is_found_without_regard_to_case(string field, string name, bool listed) => Assert.Equal(listed, new ConnectionOptions(field).Contains(name));

    [Fact]
    public void Several_fields_are_one_list() => Assert.True(new ConnectionOptions(new StringValues(["close", "a, X-Secret"])).Contains("X-Secret"));

    [Fact]
    public void No_field_lists_nothing() => Assert.False(default(ConnectionOptions).Contains("X-Secret"));
}
