using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Transport.Tests.Tls;

public sealed class TlsServerTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_handshake_may_begin_with_what_was_received_before(SslProtocols version)
    {
        await using var client = Client();
        var handshake = client.AuthenticateAsClientAsync(Options(version));

        // The ClientHello is looked at and left, as a reader does that has received it with something else.
        var read = await _toServer.Reader.ReadAsync();
        _toServer.Reader.AdvanceTo(read.Buffer.Start);
        await using var session = await AcceptAsync();
        await handshake;

        Assert.NotNull(session);
        Assert.Equal(version, session.Agreement.Protocol);
        await client.WriteAsync("hello"u8.ToArray());
        Assert.Equal("hello", Encoding.ASCII.GetString((await session.Transport.Input.ReadAsync()).Buffer.ToArray()));
    }

    [Fact]
    public async Task Without_application_protocols_none_is_agreed()
    {
        await using var client = Client();
        var options = Options(SslProtocols.None);
        options.ApplicationProtocols = [SslApplicationProtocol.Http11];
        var handshake = client.AuthenticateAsClientAsync(options);
        await using var session = await AcceptAsync();
        await handshake;

        Assert.True(client.NegotiatedApplicationProtocol.Protocol.IsEmpty);
    }

    [Fact]
    public async Task The_end_of_a_session_is_announced_and_the_transport_stays_open()
    {
        await using var client = Client();
        var handshake = client.AuthenticateAsClientAsync(Options(SslProtocols.Tls12));
        var session = await AcceptAsync();
        await handshake;

        await session!.DisposeAsync();

        // Without the announcement the client would read an end that may be an attacker's, which SslStream only sees when the transport ends.
        Assert.Equal(0, await client.ReadAsync(new byte[16]).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System));
        Assert.False((await _toClient.Writer.WriteAsync("rest"u8.ToArray())).IsCompleted);
    }

    [Fact]
    public async Task What_is_no_handshake_gives_no_session()
    {
        await _toServer.Writer.WriteAsync("EHLO client.example\r\n"u8.ToArray());

        Assert.Null(await AcceptAsync());
    }

    private static SslClientAuthenticationOptions Options(SslProtocols version) => new()
    {
        TargetHost = "mail.example.com",
        EnabledSslProtocols = version,
#pragma warning disable CA5359 // Trust is not the subject of these tests.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
    };

    private SslStream Client() => new(new DuplexStream(new Side(_toClient.Reader, _toServer.Writer), socket: null, TimeProvider.System));

    private Task<TlsSession?> AcceptAsync()
    {
        var options = new TlsServerOptions(
            "mail", [TestCertificates.ForListener("mail", _authority.Issue("mail.example.com"))], TlsPolicy.Default, [], CipherSuiteChoice.ProcessDefault);
        return new TlsServer("connector", "connector", TimeProvider.System, NullLogger.Instance)
            .AcceptAsync(new Side(_toServer.Reader, _toClient.Writer), client: null, options, MemoryPool<byte>.Shared, CancellationToken.None);
    }

    private sealed record Side(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
