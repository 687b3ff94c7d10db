using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class RequestTagsTests
{
    [Fact]
    public void A_method_that_a_stranger_made_up_is_not_kept()
    {
        var record = TestRecord.Forwarded();
        record.Method = "STRANGER";

        Assert.Equal("_OTHER", new RequestTags(record).Method);
    }

    [Fact]
    public void What_a_tunnel_does_not_have_is_left_out()
    {
        var record = TestRecord.Forwarded();
        (record.Method, record.Scheme) = ("", "");

        var tags = new RequestTags(record);

        Assert.Null(tags.Method);
        Assert.Null(tags.Scheme);
    }
}
