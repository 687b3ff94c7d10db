using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Certificates;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Demo.MailServer;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Demo.MailServer;

public sealed class InnerMailServerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MailStore _store = new(TimeProvider.System);
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60), TimeProvider.System);
    private X509Certificate2 _certificate = null!;
    private InnerMailServer _server = null!;
    private Stream _stream = null!;

    public async Task InitializeAsync()
    {
        var certificates = new DevelopmentCertificates(TimeProvider.System).Write(_directory.Root, [], [InnerMailServer.InnerName], force: false);
        _certificate = X509Certificate2.CreateFromPemFile(certificates.FrontEnd.ChainPath, certificates.FrontEnd.KeyPath);
        _server = InnerMailServer.Start(_certificate, _store, TimeProvider.System, NullLoggerFactory.Instance);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _server.Port);
        _stream = new NetworkStream(socket, ownsSocket: true);
        Assert.Equal("220 mailbox.corp.internal ESMTP", await HearAsync());
    }

    public async Task DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _patience.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Mail_under_TLS_lies_in_the_inbox_of_each_recipient()
    {
        await SecureAsync();
        Assert.Equal("250 2.1.0 Sender OK", await AskAsync("MAIL FROM:<ann@client.example>"));
        Assert.Equal("250 2.1.5 Recipient OK", await AskAsync("RCPT TO:<ALICE@adventure-works.example>"));
        Assert.Equal("250 2.1.5 Recipient OK", await AskAsync("RCPT TO:<bob@adventure-works.example>"));
        Assert.Equal("550 5.1.1 User unknown", await AskAsync("RCPT TO:<carol@adventure-works.example>"));
        Assert.StartsWith("354", await AskAsync("DATA"), StringComparison.Ordinal);
        Assert.Equal("250 2.0.0 Delivered", await AskAsync("From: Ann <ann@client.example>\r\nSubject: s\r\n\r\n..one\r\n."));
        Assert.StartsWith("221", await AskAsync("QUIT"), StringComparison.Ordinal);

        foreach (var account in DemoAccount.All)
        {
            var message = _store.MailboxOf(account).List(MailFolder.Inbox)[0];
            Assert.Equal(("Ann <ann@client.example>", "s", ".one"), (message.From, message.Subject, message.Body));
        }
    }

    [Fact]
    public async Task Nothing_is_taken_in_clear_and_commands_have_their_order()
    {
        await EhloAsync();
        Assert.StartsWith("530 5.7.0", await AskAsync("MAIL FROM:<>"), StringComparison.Ordinal);
        Assert.StartsWith("503", await AskAsync("RCPT TO:<alice@adventure-works.example>"), StringComparison.Ordinal);
        Assert.StartsWith("503", await AskAsync("DATA"), StringComparison.Ordinal);
        Assert.StartsWith("502", await AskAsync("VRFY alice"), StringComparison.Ordinal);
        Assert.StartsWith("501", await AskAsync("EHLO"), StringComparison.Ordinal);
        Assert.StartsWith("250", await AskAsync("NOOP"), StringComparison.Ordinal);
        Assert.StartsWith("250", await AskAsync("RSET"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_more_than_a_megabyte_is_refused_and_kept_by_nobody()
    {
        await SecureAsync();
        Assert.StartsWith("552", await AskAsync("MAIL FROM:<> SIZE=2000000"), StringComparison.Ordinal);
        await AskAsync("MAIL FROM:<>");
        await AskAsync("RCPT TO:<postmaster>");
        await AskAsync("DATA");
        var before = _store.MailboxOf(DemoAccount.All[0]).List(MailFolder.Inbox).Count;
        Assert.StartsWith("552", await AskAsync(string.Concat(Enumerable.Repeat(new string('x', 98) + "\r\n", 11_000)) + "."), StringComparison.Ordinal);
        Assert.Equal(before, _store.MailboxOf(DemoAccount.All[0]).List(MailFolder.Inbox).Count);
    }

    [Fact]
    public async Task A_line_without_an_end_ends_the_session()
        => Assert.StartsWith("421", await AskAsync(new string('x', 20_000)), StringComparison.Ordinal);

    [Fact]
    public async Task A_client_that_leaves_within_a_command_is_let_go()
    {
        await _stream.WriteAsync("MAIL FROM"u8.ToArray(), _patience.Token);
        ((NetworkStream)_stream).Socket.Shutdown(SocketShutdown.Send);
        Assert.Null(await HearAsync());
    }

    private async Task SecureAsync()
    {
        await EhloAsync();
        Assert.StartsWith("220", await AskAsync("STARTTLS"), StringComparison.Ordinal);
#pragma warning disable CA5359 // Who it is, the publisher verifies; here it is about what comes behind.
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = InnerMailServer.InnerName }, _patience.Token);
        _stream = tls;
        await EhloAsync();
    }

    private async Task EhloAsync()
    {
        var line = await AskAsync("EHLO edge.example");
        while (line!.StartsWith("250-", StringComparison.Ordinal))
        {
            line = await HearAsync();
        }
    }

    private async Task<string?> AskAsync(string said)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{said}\r\n"), _patience.Token);
        return await HearAsync();
    }

    private async Task<string?> HearAsync()
    {
        var line = new List<byte>();
        var octet = new byte[1];
        while (await _stream.ReadAsync(octet, _patience.Token) > 0)
        {
            if (octet[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(octet[0]);
        }

        return null;
    }
}
