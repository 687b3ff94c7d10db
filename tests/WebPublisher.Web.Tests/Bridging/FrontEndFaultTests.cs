using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Screening;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndFaultTests
{
    [Theory]
    [InlineData(ForwarderError.RequestTimedOut, DenialReason.FrontEndTimeout)]
    [InlineData(ForwarderError.Request, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.ResponseBodyDestination, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.UpgradeResponseClient, DenialReason.FrontEndInvalidResponse)]
    [InlineData(ForwarderError.RequestCreation, DenialReason.InternalError)]
    public void Before_the_answer_began_the_client_is_told(ForwarderError error, DenialReason expected)
    {
        var fault = FrontEndFault.Of(error, new IOException("outer", new IOException("inner")), started: false);
        Assert.Equal(expected, fault.Denial?.Reason);
        Assert.Contains("inner", fault.Denial!.Detail, StringComparison.Ordinal);
        Assert.False(fault.IsClients);
    }

    [Theory]
    [InlineData(ForwarderError.ResponseBodyDestination)]
    [InlineData(ForwarderError.UpgradeResponseDestination)]
    public void After_the_answer_began_nothing_more_can_be_told(ForwarderError error) =>
        Assert.Equal(new FrontEndFault(null, IsClients: false), FrontEndFault.Of(error, null, started: true));

    [Fact]
    public void A_body_beyond_the_limit_is_told_the_client_before_the_answer_began()
    {
        var cause = new BadHttpRequestException("too long", StatusCodes.Status413PayloadTooLarge);
        Assert.Equal(new Denial(DenialReason.BodyTooLarge, "too long"), FrontEndFault.Of(ForwarderError.RequestBodyClient, cause, started: false).Denial);
        Assert.True(FrontEndFault.Of(ForwarderError.RequestBodyClient, cause, started: true).IsClients);
    }

    [Fact]
    public void A_body_that_breaks_its_chunks_is_told_the_client_before_the_answer_began()
    {
        var cause = new RequestFramingException("a chunk size that is no hexadecimal number");
        Assert.Equal(new Denial(DenialReason.InvalidFraming, cause.Message), FrontEndFault.Of(ForwarderError.RequestBodyClient, cause, started: false).Denial);
        Assert.True(FrontEndFault.Of(ForwarderError.RequestBodyClient, cause, started: true).IsClients);
    }

    [Theory]
    [InlineData(ForwarderError.RequestCanceled, false)]
    [InlineData(ForwarderError.RequestBodyCanceled, false)]
    [InlineData(ForwarderError.RequestBodyClient, false)]
    [InlineData(ForwarderError.ResponseBodyClient, true)]
    [InlineData(ForwarderError.ResponseBodyCanceled, true)]
    public void A_client_that_went_away_is_told_nothing(ForwarderError error, bool started) =>
        Assert.Equal(new FrontEndFault(null, IsClients: true), FrontEndFault.Of(error, null, started));

    [Theory]
    [InlineData(FrontEndConnectionFailure.Unreachable, DenialReason.FrontEndUnreachable)]
    [InlineData(FrontEndConnectionFailure.TimedOut, DenialReason.FrontEndUnreachable)]
    [InlineData(FrontEndConnectionFailure.TlsFailed, DenialReason.FrontEndInvalidResponse)]
    [InlineData(FrontEndConnectionFailure.Exhausted, DenialReason.FrontEndUnavailable)]
    [InlineData(FrontEndConnectionFailure.CertificateRefused, DenialReason.FrontEndCertificateRefused)]
    public void A_connection_that_failed_has_its_own_denial(FrontEndConnectionFailure failure, DenialReason expected)
    {
        var cause = new FrontEndConnectionException(failure, "fe:443", "why");
        Assert.Equal(new Denial(expected, "fe:443: why"), FrontEndFault.Of(ForwarderError.Request, cause, started: false).Denial);
    }
}
