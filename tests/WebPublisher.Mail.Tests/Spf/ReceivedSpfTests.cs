using System.Net;
using WebPublisher.Mail.Spf;

namespace WebPublisher.Mail.Tests.Spf;

public sealed class ReceivedSpfTests
{
    [Theory]
    [InlineData(SpfResult.Pass, "Pass (edge.test: domain of Ann@Contoso.test designates 192.0.2.1 as permitted sender)")]
    [InlineData(SpfResult.Fail, "Fail (edge.test: domain of Ann@Contoso.test does not designate 192.0.2.1 as permitted sender)")]
    [InlineData(SpfResult.SoftFail, "SoftFail (edge.test: domain of transitioning Ann@Contoso.test discourages use of 192.0.2.1 as permitted sender)")]
    [InlineData(SpfResult.Neutral, "Neutral (edge.test: 192.0.2.1 is neither permitted nor denied by domain of Ann@Contoso.test)")]
    [InlineData(SpfResult.None, "None (edge.test: domain of Ann@Contoso.test does not designate permitted sender hosts)")]
    [InlineData(SpfResult.TempError, "TempError (edge.test: error in processing during lookup of Ann@Contoso.test)")]
    [InlineData(SpfResult.PermError, "PermError (edge.test: domain of Ann@Contoso.test publishes what cannot be understood)")]
    public void Each_result_has_its_words(SpfResult result, string expected) => Assert.Equal(expected, ReceivedSpf.Of("edge.test", result, IPAddress.Parse("192.0.2.1"), "Ann@Contoso.test"));

    [Fact]
    public void A_sender_cannot_end_the_comment_or_the_field()
        => Assert.Equal(@"None (edge.test: domain of ""a\) \\\(b??""@c.test does not designate permitted sender hosts)", ReceivedSpf.Of("edge.test", SpfResult.None, IPAddress.Loopback, "\"a) \\(b\r\u00e4\"@c.test"));
}
