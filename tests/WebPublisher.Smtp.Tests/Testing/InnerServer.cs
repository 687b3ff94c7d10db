using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>An SMTP server on a loopback port that writes everything down and, where a test says so, misbehaves.</summary>
internal sealed class InnerServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<InnerSession> _sessions = new();
    private readonly ConcurrentQueue<byte[]> _messages = new();

    /// <summary>How it calls itself.</summary>
    public const string Name = "mbx01.inside.example";

    private InnerServer()
    {
        _listener.Start();
        Server = new FrontEndServer("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
    }

    public FrontEndServer Server { get; }

    /// <summary>What it shows under TLS; without one it offers none.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool ImplicitTls { get; init; }

    public required string Banner { get; init; }

    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>Mechanisms offered under TLS.</summary>
    public string? Mechanisms { get; init; }

    /// <summary>Sees every command first; returns true when it has dealt with it. The empty command is the moment after the content.</summary>
    public Func<InnerSession, string, Task<bool>>? On { get; init; }

    /// <summary>Whole messages that were answered with 250, dots unstuffed.</summary>
    public IReadOnlyCollection<byte[]> Messages => _messages;

    public IReadOnlyList<InnerSession> Sessions => [.. _sessions];

    /// <summary>The commands of the last connection.</summary>
    public IReadOnlyList<string> Lines => Sessions[^1].Lines;

    public static InnerServer Start(
        X509Certificate2? certificate = null,
        bool implicitTls = false,
        string? banner = null,
        IReadOnlyList<string>? keywords = null,
        string? mechanisms = null,
        Func<InnerSession, string, Task<bool>>? on = null)
    {
        var server = new InnerServer
        {
            Certificate = certificate,
            ImplicitTls = implicitTls,
            Banner = banner ?? $"220 {Name} ESMTP",
            Keywords = keywords ?? ["PIPELINING", "SIZE 100000000", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"],
            Mechanisms = mechanisms,
            On = on,
        };
        _ = server.AcceptAsync();
        return server;
    }

    /// <summary>A server that deals with some commands in its own way.</summary>
    public static InnerServer With(Func<InnerSession, string, Task<bool>> on) => Start(on: on);

    public void Keep(byte[] message) => _messages.Enqueue(message);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        foreach (var session in _sessions)
        {
            session.Close();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var session = new InnerSession(this, await _listener.AcceptSocketAsync(_stop.Token), _stop.Token);
                _sessions.Enqueue(session);
                _ = session.RunAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
