using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A session that is only imagined. For one thread at a time.</summary>
public sealed class RehearsedSession : IAsyncDisposable
{
    // What clients use for their side (RFC 6056); which it is does not matter.
    private const int ClientPort = 50000;

    private readonly ImaginedRelay _relay;
    private readonly RehearsalTrace _trace;
    private readonly RehearsedAgents _agents;
    private readonly RehearsedRecords _records;
    private readonly ImaginedTransport _transport = new();
    private Task _running = Task.CompletedTask;

    internal RehearsedSession(ImaginedRelay relay, RehearsalTrace trace, RehearsedAgents agents, RehearsedRecords records)
    {
        _relay = relay;
        _trace = trace;
        _agents = agents;
        _records = records;
    }

    /// <summary>What happened before the client said its first line: the greeting, or a refusal.</summary>
    public IReadOnlyList<RehearsedLine> Opening { get; private set; } = [];

    /// <summary>Why the server has ended the session; null while it goes on.</summary>
    public SessionEnd? End => _trace.End;

    /// <summary>The recipients accepted so far, of all transactions.</summary>
    public ImmutableArray<RehearsedRecipient> Recipients => _relay.Recipients;

    /// <summary>What agents were asked and found so far, in order.</summary>
    public IReadOnlyList<RehearsedFinding> Findings => _agents.Findings;

    /// <summary>The spam confidence level that an agent found last; null for none.</summary>
    public int? Scl => _agents.Scl;

    /// <summary>The record of the last message that was ended; null for none.</summary>
    public MessageRecord? Message => _records.Message;

    /// <summary>The header fields that would be put in front of the last message that was sent inside; null for none.</summary>
    public string? Header => _relay.Header;

    /// <summary>Says octets, line ends included, and waits until the server has nothing more to answer.</summary>
    /// <returns>What was said and answered, and why; empty when the session is over.</returns>
    public Task<IReadOnlyList<RehearsedLine>> SayAsync(string octets) => SayAsync(Encoding.UTF8.GetBytes(octets));

    /// <inheritdoc cref="SayAsync(string)"/>
    public async Task<IReadOnlyList<RehearsedLine>> SayAsync(ReadOnlyMemory<byte> octets)
    {
        if (!_running.IsCompleted)
        {
            await _transport.SayAsync(octets);
            await SettleAsync();
        }

        return _trace.Take();
    }

    /// <summary>Closes the connection as a client does.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transport.HangUpAsync();
        await _running;
    }

    internal async Task BeginAsync(SmtpConnectionHandler handler, ReceiveBinding binding, RehearsalParties parties)
    {
        var client = new IPEndPoint(parties.Client, ClientPort);
        var connection = new DefaultConnectionContext("rehearsal", _transport, _transport)
        {
            LocalEndPoint = parties.Local,
            RemoteEndPoint = parties.Balancer is { } balancer ? new IPEndPoint(balancer, ClientPort) : client,
        };
        if (parties.Balancer is not null)
        {
            await _transport.SayAsync(ProxyLine(client, parties.Local));
        }

        _running = handler.OnConnectedAsync(connection, binding);
        await SettleAsync();
        Opening = _trace.Take();
    }

    /// <summary>Waits until the server waits, or the session is over. A server that ends it drops what comes until the client closes, so the client does.</summary>
    private async Task SettleAsync()
    {
        await Task.WhenAny(_running, _transport.ListeningAsync);
        if (_trace.End is not null || _running.IsCompleted)
        {
            await _transport.HangUpAsync();
            await _running;
        }
    }

    private static byte[] ProxyLine(IPEndPoint client, IPEndPoint local)
    {
        var family = client.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "TCP6" : "TCP4";
        var target = local.AddressFamily == client.AddressFamily ? local.Address : client.Address;
        return Encoding.ASCII.GetBytes($"PROXY {family} {client.Address} {target} {client.Port} {local.Port}\r\n");
    }
}
