using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebPublisher.Transport.Tls.Client;

namespace WebPublisher.Transport.Tests.Tls.Client;

public sealed class TlsClientStreamTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly X509Certificate2 _certificate = Issue("front.test");
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public TlsClientStreamTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public void OpenSSL_3_is_what_this_machine_has() => Assert.True(TlsClientStream.IsAvailable);

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_sides_agree_on_what_was_negotiated_and_understand_each_other(SslProtocols protocol)
    {
        var (client, server) = await ConnectAsync(protocol);
        await using (client)
        await using (server)
        {
            Assert.Equal((protocol, server.NegotiatedCipherSuite), (client.Protocol, client.CipherSuite));
            Assert.Equal(SslApplicationProtocol.Http11, server.NegotiatedApplicationProtocol);
            Assert.Equal("front.test", server.TargetHostName);
            Assert.Equal(_certificate.RawData, client.Certificate.ToArray());

            await client.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            Assert.Equal("GET / HTTP/1.1\r\n\r\n", await ReadTextAsync(server, 18));
            await server.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
            Assert.Equal("HTTP/1.1 204 No Content\r\n\r\n", await ReadTextAsync(client, 27));
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Megabytes_in_both_directions_at_once_arrive_byte_for_byte_in_pieces_of_any_size(SslProtocols protocol)
    {
        var (client, server) = await ConnectAsync(protocol);
        await using (client)
        await using (server)
        {
            var (up, down) = (RandomNumberGenerator.GetBytes(5_000_000), RandomNumberGenerator.GetBytes(7_000_000));
            var sent = Task.WhenAll(Pieces.WriteAsync(client, up, seed: 1), Pieces.WriteAsync(server, down, seed: 2));
            var received = await Task.WhenAll(Pieces.ReadAsync(client, down.Length, seed: 3), Pieces.ReadAsync(server, up.Length, seed: 4)).WaitAsync(s_patience);
            await sent.WaitAsync(s_patience);

            Assert.True(down.AsSpan().SequenceEqual(received[0]));
            Assert.True(up.AsSpan().SequenceEqual(received[1]));
        }
    }

    [Fact]
    public async Task Records_that_come_a_byte_at_a_time_are_put_together()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13, static stream => new Dripping(stream));
        await using (client)
        await using (server)
        {
            await server.WriteAsync("slowly"u8.ToArray());
            Assert.Equal("slowly", await ReadTextAsync(client, 6));
        }
    }

    [Fact]
    public async Task A_server_that_says_goodbye_ends_what_is_read_and_may_still_be_written_to()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13);
        await using (client)
        await using (server)
        {
            await server.WriteAsync("last"u8.ToArray());
            await server.ShutdownAsync();

            Assert.Equal("last", await ReadTextAsync(client, 4));
            Assert.Equal(0, await client.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
            Assert.Equal(0, await client.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
            await client.WriteAsync("still here"u8.ToArray());
            Assert.Equal("still here", await ReadTextAsync(server, 10));
        }
    }

    [Fact]
    public async Task Who_says_goodbye_can_still_read()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13);
        await using (client)
        await using (server)
        {
            await client.ShutdownAsync();
            Assert.Equal(0, await server.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
            await server.WriteAsync("answer"u8.ToArray());
            Assert.Equal("answer", await ReadTextAsync(client, 6));
        }
    }

    [Fact]
    public async Task A_connection_that_ends_without_goodbye_is_an_end()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13, out var socket);
        await using (client)
        await using (server)
        {
            socket.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await client.ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task What_is_no_TLS_after_the_handshake_fails_the_reader()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13, out var socket);
        await using (client)
        await using (server)
        {
            var reading = client.ReadAsync(new byte[100]).AsTask();
            await socket.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            var failure = await Assert.ThrowsAsync<IOException>(() => reading.WaitAsync(s_patience));
            Assert.StartsWith("TLS failed: ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_socket_that_is_closed_elsewhere_fails_who_waits_on_it()
    {
        var (client, server) = await ConnectAsync(SslProtocols.Tls13);
        await using (client)
        await using (server)
        {
            var reading = client.ReadAsync(new byte[100]).AsTask();
            client.Socket.Dispose();
            await Assert.ThrowsAnyAsync<IOException>(() => reading.WaitAsync(s_patience));
            await Assert.ThrowsAnyAsync<IOException>(() => client.WriteAsync(new byte[10]).AsTask().WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task A_certificate_that_is_refused_ends_the_handshake_and_the_server_is_told()
    {
        using var socket = await ConnectSocketAsync();
        using var accepted = await _listener.AcceptAsync();
        await using var server = new SslStream(new NetworkStream(accepted));
        var serving = server.AuthenticateAsServerAsync(Options(SslProtocols.Tls12));

        X509Certificate2Collection? seen = null;
        var connecting = TlsClientStream.ConnectAsync(socket, "front.test", (leaf, others) => (seen = [new X509Certificate2(leaf!), .. others]).Count == 0, CancellationToken.None);

        await Assert.ThrowsAsync<AuthenticationException>(() => connecting.WaitAsync(s_patience));
        var told = await Assert.ThrowsAnyAsync<Exception>(() => serving.WaitAsync(s_patience));
        Assert.Contains("alert", told.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(_certificate.RawData, seen![0].RawData);
    }

    [Fact]
    public async Task What_a_judge_throws_is_why_the_handshake_failed()
    {
        using var socket = await ConnectSocketAsync();
        using var accepted = await _listener.AcceptAsync();
        await using var server = new SslStream(new NetworkStream(accepted));
        var serving = server.AuthenticateAsServerAsync(Options(SslProtocols.Tls13));

        var failure = await Assert.ThrowsAsync<IOException>(() => TlsClientStream.ConnectAsync(socket, "front.test", static (_, _) => throw new FormatException("odd"), CancellationToken.None));

        Assert.IsType<FormatException>(failure.InnerException);
        await Assert.ThrowsAnyAsync<Exception>(() => serving.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_server_that_is_silent_is_given_up_when_the_caller_says_so()
    {
        using var socket = await ConnectSocketAsync();
        using var accepted = await _listener.AcceptAsync();
        using var giveUp = new CancellationTokenSource();
        var connecting = TlsClientStream.ConnectAsync(socket, "front.test", static (_, _) => true, giveUp.Token);
        Assert.True(await accepted.ReceiveAsync(new byte[1000]) > 0);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_server_that_asks_for_new_keys_gets_them()
    {
        using var directory = new TemporaryKeys(_certificate);
        var start = new ProcessStartInfo("openssl", ["s_server", "-accept", "127.0.0.1:0", "-cert", directory.Certificate, "-key", directory.Key, "-tls1_3", "-msg", "-naccept", "1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var server = Process.Start(start)!;
        try
        {
            var accept = await ReadLineWithAsync(server.StandardOutput, "ACCEPT ");
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPEndPoint.Parse(accept[7..].Trim()));
            await using var client = await TlsClientStream.ConnectAsync(socket, "front.test", static (_, _) => true, CancellationToken.None);

            // K: s_server updates its keys, and asks for ours. What it is given together with that it drops.
            await client.WriteAsync("before\n"u8.ToArray());
            await server.StandardInput.WriteAsync("K\n");
            await server.StandardInput.FlushAsync();
            await ReadLineWithAsync(server.StandardOutput, "KeyUpdate");
            await server.StandardInput.WriteAsync("text\n");
            await server.StandardInput.FlushAsync();
            Assert.Equal("text\n", await ReadTextAsync(client, 5));
            await client.WriteAsync("after\n"u8.ToArray());

            await ReadLineWithAsync(server.StandardOutput, "after");
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public async Task Nothing_of_OpenSSLs_stays_behind_when_connections_are_given_up()
    {
        for (var i = 0; i < 50; i++)
        {
            var (client, server) = await ConnectAsync(SslProtocols.Tls13);
            var reading = client.ReadAsync(new byte[100]).AsTask();
            await client.DisposeAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => reading.WaitAsync(s_patience));
            Assert.True(client.IsFreed);
            await server.DisposeAsync();
        }
    }

    private static X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private static async Task<string> ReadLineWithAsync(StreamReader output, string text)
    {
        while (await output.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"It ended without '{text}'.");
    }

    private static async Task<string> ReadTextAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(s_patience);
        return Encoding.ASCII.GetString(bytes);
    }

    private Task<(TlsClientStream Client, SslStream Server)> ConnectAsync(SslProtocols protocol, Func<Stream, Stream>? through = null) => ConnectAsync(protocol, out _, through);

    private Task<(TlsClientStream Client, SslStream Server)> ConnectAsync(SslProtocols protocol, out Socket serverSocket, Func<Stream, Stream>? through = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(_listener.LocalEndPoint!);
        var accepted = serverSocket = _listener.Accept();
        return ShakeHandsAsync();

        async Task<(TlsClientStream Client, SslStream Server)> ShakeHandsAsync()
        {
            accepted.NoDelay = true;
            var stream = new NetworkStream(accepted, ownsSocket: true);
            var server = new SslStream(through is null ? stream : through(stream));
            var serving = server.AuthenticateAsServerAsync(Options(protocol));
            var client = await TlsClientStream.ConnectAsync(socket, "front.test", static (_, _) => true, CancellationToken.None).WaitAsync(s_patience);
            await serving.WaitAsync(s_patience);
            return (client, server);
        }
    }

    private async Task<Socket> ConnectSocketAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_listener.LocalEndPoint!);
        return socket;
    }

    private SslServerAuthenticationOptions Options(SslProtocols protocol) =>
        new() { ServerCertificate = _certificate, EnabledSslProtocols = protocol, ApplicationProtocols = [SslApplicationProtocol.Http11] };
}
