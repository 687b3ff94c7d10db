using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>
/// A front end whose logon belongs to the connection, as NTLM's does: <c>NTLM T1</c> is answered by <c>NTLM T2-7</c> on connection 7, and <c>NTLM T3:alice-7</c> logs
/// alice on there. It answers who it believes the user is, and watches whose requests each of its connections carries: clients say in <c>X-Client</c> who they are.
/// </summary>
/// <remarks>
/// A request may ask it to misbehave by <c>X-Do</c>: <c>503</c>; <c>close</c> and <c>half</c> (with and without saying so, after the answer); <c>drop</c> and <c>reset</c>
/// (instead of an answer); <c>persist</c> (log on whoever asks).
/// </remarks>
internal sealed class LogonFrontEnd : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = [];
    private readonly string _challenge;
    private TcpListener _listener;
    private Task _accepting;
    private int _accepted;
    private long _handshakes;
    private long _bleeds;
    private long _strayLegs;

    private LogonFrontEnd(string challenge)
    {
        _challenge = challenge;
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public int Port { get; } = LoopbackPort.Free();

    public string Authority => $"127.0.0.1:{Port}";

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>Connections open now.</summary>
    public int Open => _connections.Count;

    /// <summary>Logons begun.</summary>
    public long Handshakes => Interlocked.Read(ref _handshakes);

    /// <summary>Requests of one client on a connection that another one had begun to log on by.</summary>
    public long Bleeds => Interlocked.Read(ref _bleeds);

    /// <summary>Third legs that came by another connection than the first.</summary>
    public long StrayLegs => Interlocked.Read(ref _strayLegs);

    /// <summary>Each request: connection, method and target, Authorization.</summary>
    public ConcurrentQueue<(int Connection, string Line, string? Credentials)> Requests { get; } = [];

    /// <summary>Whether <see cref="Requests"/> are kept.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>Starts it.</summary>
    /// <param name="challenge">Fields of the answer to a request without a user.</param>
    public static LogonFrontEnd Start(string challenge = "WWW-Authenticate: NTLM\r\n", bool keeps = true) => new(challenge) { Keeps = keeps };

    /// <summary>Cuts every connection and takes none for a while.</summary>
    public async Task FailForAsync(TimeSpan time)
    {
        _listener.Stop();
        await _accepting;
        CutAll();
        await Task.Delay(time, TimeProvider.System);
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Takes no further connection.</summary>
    public void Refuse() => _listener.Stop();

    /// <summary>Cuts every connection.</summary>
    public void CutAll()
    {
        foreach (var (client, _) in _connections)
        {
            client.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        CutAll();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[client] = ServeAsync(client, Interlocked.Increment(ref _accepted), begin.Task);
                begin.SetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped, for good or for a while.
        }
    }

    private async Task ServeAsync(TcpClient client, int number, Task begin)
    {
        await begin;
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[16 * 1024];
            var filled = 0;
            var state = new Logon(number);
            while (true)
            {
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(filled), _stop.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                }

                var lines = Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
                var rest = filled - end - 4;
                var length = int.Parse(Field(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
                Buffer.BlockCopy(buffer, end + 4, buffer, 0, rest);
                filled = rest;
                while (filled < length)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(filled), _stop.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                }

                Buffer.BlockCopy(buffer, length, buffer, 0, filled - length);
                filled -= length;
                if (Answer(lines, state, client) is not { } answer)
                {
                    return;
                }

                await stream.WriteAsync(answer.Bytes, _stop.Token);
                if (answer.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The publisher went away, or the test is over.
        }
        finally
        {
            _connections.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private (byte[] Bytes, bool Closes)? Answer(string[] lines, Logon state, TcpClient connection)
    {
        var credentials = Field(lines, "Authorization");
        var client = Field(lines, "X-Client") ?? "";
        var what = Field(lines, "X-Do");
        if (Keeps)
        {
            Requests.Enqueue((state.Connection, lines[0][..lines[0].LastIndexOf(' ')], credentials));
        }

        if (state.Owner is not null && state.Owner != client)
        {
            Interlocked.Increment(ref _bleeds);
        }

        if (credentials?.StartsWith("NTLM", StringComparison.Ordinal) == true)
        {
            state.Owner ??= client;
        }

        switch (what)
        {
            case "drop":
                return null;
            case "reset":
                connection.LingerState = new LingerOption(enable: true, 0);
                return null;
            case "503":
                return (Response("503 Service Unavailable", "", "not now"), false);
            case "persist":
                state.Owner ??= client;
                state.User = client;
                return (Response("200 OK", "Persistent-Auth: true\r\n", client), false);
        }

        var closes = what is "close" or "half";
        var fields = what == "close" ? "Connection: close\r\n" : "";
        if (credentials == "NTLM T1")
        {
            Interlocked.Increment(ref _handshakes);
            (state.User, state.IsChallenged) = (null, true);
            return (Response("401 Unauthorized", $"{fields}WWW-Authenticate: NTLM T2-{state.Connection}\r\n", "challenged"), closes);
        }

        if (credentials?.StartsWith("NTLM T3:", StringComparison.Ordinal) == true)
        {
            var dash = credentials.LastIndexOf('-');
            if (!state.IsChallenged || credentials[(dash + 1)..] != state.Connection.ToString(CultureInfo.InvariantCulture))
            {
                Interlocked.Increment(ref _strayLegs);
                return (Response("401 Unauthorized", $"{fields}{_challenge}", "stray"), closes);
            }

            (state.User, state.IsChallenged) = (credentials["NTLM T3:".Length..dash], false);
        }

        if (state.User is null)
        {
            return (Response("401 Unauthorized", $"{fields}{_challenge}", "who"), closes);
        }

        if (Field(lines, "Sec-WebSocket-Key") is { } key)
        {
            // A frame of text that says who is logged on (RFC 6455 section 5.2), and the end.
            var said = $"\u0081{(char)state.User.Length}{state.User}";
            var head = $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Accept(key)}\r\n\r\n";
            return (Encoding.Latin1.GetBytes(head + said), true);
        }

        return (Response("200 OK", fields, state.User), closes);
    }

    private static byte[] Response(string status, string fields, string body) =>
        Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{fields}Content-Length: {body.Length}\r\n\r\n{body}");

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')?[(name.Length + 1)..].Trim();

    private static string Accept(string key)
    {
#pragma warning disable CA5350 // The protocol prescribes it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }

    private sealed class Logon(int connection)
    {
        public int Connection => connection;

        public string? Owner { get; set; }

        public string? User { get; set; }

        public bool IsChallenged { get; set; }
    }
}
