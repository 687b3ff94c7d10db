using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class RelayAuthenticatorTests
{
    [Theory]
    [InlineData("PLAIN", "ann", "secret", PasswordVerdict.Accepted)]
    [InlineData("LOGIN", "ann", "secret", PasswordVerdict.Accepted)]
    [InlineData("PLAIN", "ann", "wrong", PasswordVerdict.Refused)]
    [InlineData("LOGIN", "ann", "wrong", PasswordVerdict.Refused)]
    [InlineData("LOGIN", "ann", "", PasswordVerdict.Refused)]
    [InlineData("PLAIN", "", "secret", PasswordVerdict.Refused)]
    [InlineData("PLAIN", "x\0ann", "secret", PasswordVerdict.Refused)]
    [InlineData("CRAM-MD5", "ann", "secret", PasswordVerdict.Unavailable)]
    public async Task A_password_is_what_the_inner_server_says_it_is(string mechanism, string user, string password, PasswordVerdict expected)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, mechanisms: mechanism, on: AuthenticationScript.Accepting("ann", "secret"));
        await using var rig = new RelayRig();
        var verdict = await new RelayAuthenticator(rig.Relay).VerifyAsync(RelayRig.Connector(server) with { Tls = SendTls.Required }, user, password, CancellationToken.None);
        Assert.Equal(expected, verdict);
        Assert.DoesNotContain("secret", string.Join('\n', rig.Trace.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("454 4.7.0 later", PasswordVerdict.Unavailable)]
    [InlineData("538 5.7.11 encryption required", PasswordVerdict.Unavailable)]
    [InlineData("504 5.5.4 unknown mechanism", PasswordVerdict.Unavailable)]
    [InlineData("334 more", PasswordVerdict.Unavailable)]
    [InlineData("nonsense", PasswordVerdict.Unavailable)]
    [InlineData("525 5.7.13 account disabled", PasswordVerdict.Refused)]
    public async Task A_server_that_cannot_tell_is_no_refusal(string answer, PasswordVerdict expected)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, mechanisms: "PLAIN", on: AuthenticationScript.Accepting("nobody", "x", answer));
        await using var rig = new RelayRig();
        Assert.Equal(expected, await new RelayAuthenticator(rig.Relay).VerifyAsync(RelayRig.Connector(server) with { Tls = SendTls.Required }, "ann", "secret", CancellationToken.None));
    }

    [Fact]
    public async Task Another_server_is_asked_when_the_first_is_gone()
    {
        using var certificate = CertificateCase.Make("good");
        await using var gone = InnerServer.Start();
        await gone.DisposeAsync();
        await using var server = InnerServer.Start(certificate, mechanisms: "PLAIN", on: AuthenticationScript.Accepting("ann", "secret"));
        await using var rig = new RelayRig();
        var authenticator = new RelayAuthenticator(rig.Relay);
        Assert.Equal(PasswordVerdict.Accepted, await authenticator.VerifyAsync(RelayRig.Connector(gone, server) with { Tls = SendTls.Required }, "ann", "secret", CancellationToken.None));
        Assert.Equal(PasswordVerdict.Unavailable, await authenticator.VerifyAsync(RelayRig.Connector(gone) with { Tls = SendTls.Required }, "ann", "secret", CancellationToken.None));
    }

    [Fact]
    public async Task The_connection_of_one_user_carries_nobodys_mail()
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, mechanisms: "PLAIN", on: AuthenticationScript.Accepting("ann", "secret"));
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = SendTls.Required };
        await new RelayAuthenticator(rig.Relay).VerifyAsync(connector, "ann", "secret", CancellationToken.None);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.DoesNotContain(server.Sessions[1].Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
        await server.Sessions[0].Ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.Equal("QUIT", server.Sessions[0].Lines[^1]);
    }

    [Fact]
    public async Task A_password_is_never_sent_in_clear()
    {
        await using var server = InnerServer.Start(keywords: ["AUTH PLAIN"]);
        await using var rig = new RelayRig();
        Assert.Equal(PasswordVerdict.Unavailable, await new RelayAuthenticator(rig.Relay).VerifyAsync(RelayRig.Connector(server), "ann", "secret", CancellationToken.None));
        Assert.Empty(server.Sessions);
    }
}
