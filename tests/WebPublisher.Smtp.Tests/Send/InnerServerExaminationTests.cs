using System.Security.Authentication;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Send.Connections;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class InnerServerExaminationTests
{
    [Theory]
    [InlineData(SendTls.Required, "EHLO STARTTLS EHLO QUIT")]
    [InlineData(SendTls.Implicit, "EHLO QUIT")]
    public async Task A_server_is_greeted_as_for_mail_and_left_without_any(SendTls tls, string said)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, implicitTls: tls == SendTls.Implicit);

        var found = await InnerServerExamination.OfAsync(RelayRig.Connector(server) with { Tls = tls }, server.Server, TimeProvider.System, CancellationToken.None);

        Assert.Null(found.Failure);
        Assert.Equal(certificate.RawData, found.Certificate!.RawData);
        Assert.True(found.Protocol >= SslProtocols.Tls12);
        Assert.Equal(said.Split(' '), server.Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Why_it_cannot_be_used_is_told()
    {
        using var certificate = CertificateCase.Make("good");
        await using var other = InnerServer.Start(certificate);
        await using var clear = InnerServer.Start();
        var elsewhere = RelayRig.Connector(other) with { Tls = SendTls.Required };

        var wrongName = await InnerServerExamination.OfAsync(elsewhere with { Certificate = elsewhere.Certificate with { Name = "else.test" } }, other.Server, TimeProvider.System, CancellationToken.None);
        var noTls = await InnerServerExamination.OfAsync(RelayRig.Connector(clear) with { Tls = SendTls.Required }, clear.Server, TimeProvider.System, CancellationToken.None);

        Assert.Equal((RelayFailure.CertificateRefused, RelayFailure.NoStartTls), (wrongName.Failure!.Failure, noTls.Failure!.Failure));
        Assert.Null(wrongName.Certificate);
    }
}
