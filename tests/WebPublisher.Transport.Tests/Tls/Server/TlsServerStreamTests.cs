using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tests.Tls.Client;
using WebPublisher.Transport.Tls;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tests.Tls.Server;

public sealed class TlsServerStreamTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12, TestKey.EcdsaP256)]
    [InlineData(SslProtocols.Tls13, TestKey.EcdsaP256)]
    [InlineData(SslProtocols.Tls12, TestKey.Rsa2048)]
    [InlineData(SslProtocols.Tls13, TestKey.Rsa2048)]
    public async Task Both_sides_agree_on_what_was_negotiated_and_understand_each_other(SslProtocols protocol, TestKey key)
    {
        var certificate = Certificate(key);
        await using var pair = await TlsPair.ConnectAsync(certificate);
        await using var client = Client(pair);
        var agreement = await ShakeHandsAsync(pair, client, protocol);

        Assert.Equal((protocol, client.NegotiatedCipherSuite), (agreement.Protocol, agreement.CipherSuite));
        Assert.Equal((client.NegotiatedApplicationProtocol, "mail.example.com"), (agreement.ApplicationProtocol, agreement.ServerName));
        Assert.Equal(SslApplicationProtocol.Http2, agreement.ApplicationProtocol);
        Assert.Same(certificate.Leaf, agreement.Presented);
        Assert.Equal(certificate.Leaf.RawData, client.RemoteCertificate!.GetRawCertData());

        await client.WriteAsync("question"u8.ToArray());
        Assert.Equal("question", await ReadTextAsync(pair.Server, 8));
        await pair.Server.WriteAsync("answer"u8.ToArray());
        await pair.Server.FlushAsync();
        Assert.Equal("answer", await ReadTextAsync(client, 6));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Megabytes_in_both_directions_at_once_arrive_byte_for_byte_in_pieces_of_any_size(SslProtocols protocol)
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = Client(pair);
        await ShakeHandsAsync(pair, client, protocol);
        var (up, down) = (RandomNumberGenerator.GetBytes(5_000_000), RandomNumberGenerator.GetBytes(7_000_000));

        var sent = Task.WhenAll(Pieces.WriteAsync(client, up, seed: 1), Pieces.WriteAsync(pair.Server, down, seed: 2));
        var received = await Task.WhenAll(Pieces.ReadAsync(client, down.Length, seed: 3), Pieces.ReadAsync(pair.Server, up.Length, seed: 4)).WaitAsync(s_patience);
        await sent.WaitAsync(s_patience);

        Assert.True(down.AsSpan().SequenceEqual(received[0]));
        Assert.True(up.AsSpan().SequenceEqual(received[1]));
    }

    [Fact]
    public async Task Records_that_come_a_byte_at_a_time_are_put_together()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = new SslStream(new Dripping(new NetworkStream(pair.Client)));
        await ShakeHandsAsync(pair, client, SslProtocols.Tls13);

        await client.WriteAsync("slowly"u8.ToArray());

        Assert.Equal("slowly", await ReadTextAsync(pair.Server, 6));
    }

    [Fact]
    public async Task Records_that_arrive_together_with_the_end_are_all_read()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = Client(pair);
        await ShakeHandsAsync(pair, client, SslProtocols.Tls13);

        await client.WriteAsync("first"u8.ToArray());
        await client.WriteAsync("second"u8.ToArray());
        pair.Client.Shutdown(SocketShutdown.Send);

        // What is read first is just one record: the other has to be found again.
        Assert.Equal("first", await ReadTextAsync(pair.Server, 5));
        Assert.Equal("second", await ReadTextAsync(pair.Server, 6));
        Assert.Equal(0, await pair.Server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_read_of_no_bytes_waits_for_a_whole_record_and_takes_nothing()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = new SslStream(new Dripping(new NetworkStream(pair.Client)));
        await ShakeHandsAsync(pair, client, SslProtocols.Tls13);

        var waiting = pair.Server.ReadAsync(Memory<byte>.Empty).AsTask();
        Assert.False(waiting.IsCompleted);
        await client.WriteAsync("there"u8.ToArray());

        Assert.Equal(0, await waiting.WaitAsync(s_patience));
        var buffer = new byte[3];
        Assert.Equal(3, await pair.Server.ReadAsync(buffer).AsTask().WaitAsync(s_patience));

        // What was decrypted and not taken is there at once.
        Assert.Equal(0, await pair.Server.ReadAsync(Memory<byte>.Empty).AsTask().WaitAsync(s_patience));
        Assert.Equal("re", await ReadTextAsync(pair.Server, 2));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_that_says_goodbye_ends_what_is_read_and_may_still_be_written_to(SslProtocols protocol)
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = Client(pair);
        await ShakeHandsAsync(pair, client, protocol);
        await client.WriteAsync("last"u8.ToArray());
        await client.ShutdownAsync();

        Assert.Equal("last", await ReadTextAsync(pair.Server, 4));
        Assert.Equal(0, await pair.Server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
        await pair.Server.WriteAsync("still here"u8.ToArray());
        await pair.Server.FlushAsync();
        Assert.Equal("still here", await ReadTextAsync(client, 10));
    }

    [Fact]
    public async Task A_connection_that_ends_without_goodbye_is_an_end_and_within_a_record_a_failure()
    {
        await using var whole = await TlsPair.ConnectAsync(Certificate());
        await using var first = Client(whole);
        await ShakeHandsAsync(whole, first, SslProtocols.Tls13);
        whole.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await whole.Server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));

        await using var cut = await TlsPair.ConnectAsync(Certificate());
        await using var second = Client(cut);
        await ShakeHandsAsync(cut, second, SslProtocols.Tls13);
        await cut.Client.SendAsync(new byte[] { 23, 3, 3, 0, 100, 1, 2, 3 });
        cut.Client.Shutdown(SocketShutdown.Send);
        await Assert.ThrowsAsync<IOException>(() => cut.Server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_lost_is_an_end_be_it_noticed_by_who_reads_or_who_writes(bool isNoticedByWriter)
    {
        await using var sockets = new SocketTransport(TimeProvider.System, NullLoggerFactory.Instance);
        await using var listener = await sockets.Listeners.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.EndPoint);
        await using var connection = (await listener.AcceptAsync())!;
        var accepted = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        var output = new SocketOutput(accepted, connection.Abort);
        await using var server = new TlsServerStream(
            connection.Transport.Input,
            output,
            new TlsServerOptions("test", [Certificate()], TlsPolicy.Default, [SslApplicationProtocol.Http2], CipherSuiteChoice.ProcessDefault),
            TimeProvider.System);
        await using var client = new SslStream(new NetworkStream(socket));
        using var limit = new CancellationTokenSource(s_patience);
        await Task.WhenAll(server.ShakeHandsAsync(limit.Token), client.AuthenticateAsClientAsync(ClientOptions(SslProtocols.Tls13), limit.Token));

        if (isNoticedByWriter)
        {
            accepted.Shutdown(SocketShutdown.Send);
            await server.WriteAsync("answer"u8.ToArray(), limit.Token);
            await server.FlushAsync(limit.Token);
            Assert.True(output.IsBroken);
        }
        else
        {
            socket.Close(timeout: 0);
        }

        Assert.Equal(0, await server.ReadAsync(Memory<byte>.Empty).AsTask().WaitAsync(s_patience));
        Assert.Equal(0, await server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "GET / HTTP/1.1\r\n\r\n")]
    [InlineData(SslProtocols.Tls13, "GET / HTTP/1.1\r\n\r\n")]
    [InlineData(SslProtocols.Tls12, "\u0017\u0003\u0003\u0000\u0010................")]
    [InlineData(SslProtocols.Tls13, "\u0017\u0003\u0003\u0000\u0011.................")]
    public async Task What_is_no_record_of_the_connection_fails_the_reader_and_who_writes_after_it(SslProtocols protocol, string sent)
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        await using var client = Client(pair);
        await ShakeHandsAsync(pair, client, protocol);

        await pair.Client.SendAsync(Encoding.Latin1.GetBytes(sent));

        await Assert.ThrowsAsync<IOException>(() => pair.Server.ReadAsync(new byte[100]).AsTask().WaitAsync(s_patience));
        await Assert.ThrowsAsync<IOException>(async () => await pair.Server.WriteAsync(new byte[10]));
        await pair.Server.ShutdownAsync();
    }

    [Fact]
    public async Task Who_writes_to_a_client_that_does_not_read_waits()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate(), buffers: 16 * 1024);
        await using var client = Client(pair);
        await ShakeHandsAsync(pair, client, SslProtocols.Tls13);
        var bytes = RandomNumberGenerator.GetBytes(8 << 20);

        var writing = Pieces.WriteAsync(pair.Server, bytes, seed: 5);

        Assert.False(writing.IsCompleted);
        var received = await Pieces.ReadAsync(client, bytes.Length, seed: 6).WaitAsync(s_patience);
        await writing.WaitAsync(s_patience);
        Assert.True(bytes.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task A_client_that_asks_for_new_keys_gets_them()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        using var client = new KeyUpdatingClient(pair.Client);
        var handshake = Task.Run(client.ShakeHands);
        await ((ITlsServerStream)pair.Server).ShakeHandsAsync(CancellationToken.None).WaitAsync(s_patience);
        await handshake.WaitAsync(s_patience);

        var talking = Task.Run(() =>
        {
            client.UpdateKeys();
            client.Encrypt("under new keys"u8);
        });
        Assert.Equal("under new keys", await ReadTextAsync(pair.Server, 14));
        await talking.WaitAsync(s_patience);

        // The answer to the request stands before this; without it the client could not read it.
        await pair.Server.WriteAsync("understood"u8.ToArray());
        await pair.Server.FlushAsync();
        var read = new byte[10];
        Assert.Equal(10, await Task.Run(() => client.TryRead(read)).WaitAsync(s_patience));
        Assert.Equal("understood", Encoding.ASCII.GetString(read));
    }

    [Fact]
    public async Task Who_asks_for_new_keys_again_and_again_makes_no_answers_pile_up()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate(), buffers: 8 * 1024);
        using var client = new KeyUpdatingClient(pair.Client);
        var handshake = Task.Run(client.ShakeHands);
        await ((ITlsServerStream)pair.Server).ShakeHandsAsync(CancellationToken.None).WaitAsync(s_patience);
        await handshake.WaitAsync(s_patience);
        var reading = pair.Server.ReadAsync(new byte[100]).AsTask();

        // Each request takes 27 bytes, and so would an answer to each: that would be 2.7 MB, of which the kernel holds a few KiB.
        pair.Client.SendTimeout = 2000;
        var requests = 0;
        await Task.Run(() =>
        {
            try
            {
                for (; requests < 100_000; requests++)
                {
                    client.UpdateKeys();
                }
            }
            catch (IOException)
            {
                // The server does not read on.
            }
        }).WaitAsync(s_patience);

        Assert.NotEqual(100_000, requests);
        Assert.False(reading.IsCompleted);
        Assert.True(pair.Output.Waiting <= 2 * SocketOutput.Capacity, $"{pair.Output.Waiting} bytes wait to be sent");

        // It ends as the connection does, in order or not.
        pair.Client.Dispose();
        _ = await Record.ExceptionAsync(() => reading.WaitAsync(s_patience));
        Assert.True(reading.IsCompleted);
    }

    [Fact]
    public async Task A_client_that_is_silent_is_given_up_when_the_caller_says_so()
    {
        await using var pair = await TlsPair.ConnectAsync(Certificate());
        using var giveUp = new CancellationTokenSource();
        var waiting = ((ITlsServerStream)pair.Server).ShakeHandsAsync(giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_hello_that_is_spoilt_anywhere_ends_the_handshake_and_nothing_else()
    {
        var certificate = Certificate();
        var hello = await HelloAsync(certificate);
        for (var at = 0; at < hello.Length; at++)
        {
            await using var pair = await TlsPair.ConnectAsync(certificate);
            var spoilt = hello.ToArray();
            spoilt[at] ^= (byte)(1 << (at % 8));
            await pair.Client.SendAsync(spoilt);
            pair.Client.Shutdown(SocketShutdown.Send);

            var failure = await Assert.ThrowsAnyAsync<Exception>(() => ((ITlsServerStream)pair.Server).ShakeHandsAsync(CancellationToken.None).WaitAsync(s_patience));
            Assert.True(failure is AuthenticationException or IOException, failure.ToString());
        }
    }

    private static async Task<byte[]> HelloAsync(ServerCertificate certificate)
    {
        await using var pair = await TlsPair.ConnectAsync(certificate);
        using var wire = new MemoryStream();
        await using var client = new SslStream(new Recording(wire));
        await Assert.ThrowsAnyAsync<Exception>(() => client.AuthenticateAsClientAsync(ClientOptions(SslProtocols.None)));
        return wire.ToArray();
    }

    private static SslClientAuthenticationOptions ClientOptions(SslProtocols protocol) => new()
    {
        TargetHost = "mail.example.com",
        EnabledSslProtocols = protocol,
        ApplicationProtocols = [SslApplicationProtocol.Http11, SslApplicationProtocol.Http2],
        AllowTlsResume = false,
#pragma warning disable CA5359 // Trust is not the subject of these tests.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
    };

    private static SslStream Client(TlsPair pair) => new(new NetworkStream(pair.Client));

    private static async Task<TlsAgreement> ShakeHandsAsync(TlsPair pair, SslStream client, SslProtocols protocol)
    {
        var handshake = client.AuthenticateAsClientAsync(ClientOptions(protocol));
        var agreement = await ((ITlsServerStream)pair.Server).ShakeHandsAsync(CancellationToken.None).WaitAsync(s_patience);
        await handshake.WaitAsync(s_patience);
        return agreement;
    }

    private static async Task<string> ReadTextAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(s_patience);
        return Encoding.ASCII.GetString(bytes);
    }

    private ServerCertificate Certificate(TestKey key = TestKey.EcdsaP256) =>
        TestCertificates.ForListener("mail", _authority.Issue(new TestLeaf { Names = ["mail.example.com"], Key = key }));

    /// <summary>Writes down what is written, and ends what is read.</summary>
    private sealed class Recording(MemoryStream wire) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override void Write(byte[] buffer, int offset, int count) => wire.Write(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
