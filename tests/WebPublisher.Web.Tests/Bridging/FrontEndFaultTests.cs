using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndFaultTests
{
    [Theory]
    [InlineData(ForwarderError.RequestTimedOut, 504, DenialReason.FrontEndTimeout)]
    [InlineData(ForwarderError.RequestBodyDestination, 504, DenialReason.FrontEndTimeout)]
    [InlineData(ForwarderError.RequestBodyDestination, 502, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.Request, 502, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.ResponseHeaders, 502, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.ResponseBodyDestination, 502, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.UpgradeResponseClient, 101, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.RequestBodyClient, 413, DenialReason.BodyTooLarge)]
    [InlineData(ForwarderError.RequestCreation, 502, DenialReason.InternalError)]
    public void Before_the_answer_began_the_client_is_told(ForwarderError error, int status, DenialReason expected)
    {
        var fault = FrontEndFault.Of(error, new HttpRequestException("outer", new IOException("inner")), status, started: false);
        Assert.Equal(expected, fault.Denial?.Reason);
        Assert.Contains("inner", fault.Denial!.Detail, StringComparison.Ordinal);
        Assert.False(fault.IsClients);
    }

    [Theory]
    [InlineData(ForwarderError.ResponseBodyDestination)]
    [InlineData(ForwarderError.RequestBodyDestination)]
    [InlineData(ForwarderError.UpgradeResponseDestination)]
    [InlineData(ForwarderError.UpgradeActivityTimeout)]
    public void After_the_answer_began_nothing_more_can_be_told(ForwarderError error) =>
        Assert.Equal(new FrontEndFault(null, IsClients: false), FrontEndFault.Of(error, null, 200, started: true));

    [Theory]
    [InlineData(ForwarderError.RequestCanceled, false)]
    [InlineData(ForwarderError.RequestBodyCanceled, false)]
    [InlineData(ForwarderError.RequestBodyClient, false)]
    [InlineData(ForwarderError.ResponseBodyClient, true)]
    [InlineData(ForwarderError.ResponseBodyCanceled, true)]
    public void A_client_that_went_away_is_told_nothing(ForwarderError error, bool started) =>
        Assert.Equal(new FrontEndFault(null, IsClients: true), FrontEndFault.Of(error, null, 400, started));

    [Theory]
    [InlineData(FrontEndConnectionFailure.Unreachable, DenialReason.FrontEndUnreachable)]
    [InlineData(FrontEndConnectionFailure.TimedOut, DenialReason.FrontEndUnreachable)]
    [InlineData(FrontEndConnectionFailure.TlsFailed, DenialReason.FrontEndInvalidResponse)]
    [InlineData(FrontEndConnectionFailure.CertificateRefused, DenialReason.FrontEndCertificateRefused)]
    public void A_connection_that_failed_has_its_own_denial(FrontEndConnectionFailure failure, DenialReason expected)
    {
        var wrapped = new HttpRequestException("outer", new FrontEndConnectionException(failure, "fe:443", "why"));
        Assert.Equal(new Denial(expected, "fe:443: why"), FrontEndFault.Of(ForwarderError.Request, wrapped, 502, started: false).Denial);
    }
}
