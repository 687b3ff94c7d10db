using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Operations;

/// <summary>
/// The connections to the operations listener. Whoever reaches it may connect, so that a limit alone would let strangers hold all places: where there is none left, the
/// oldest connection by which no caller has come gives way to the new one. Those of callers, and those on the loopback address, are never cut for others. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where crowds are told of.</param>
internal sealed partial class OperationsConnections(TimeProvider time, ILogger logger)
{
    /// <summary>Connections at once; each reader of live events keeps one.</summary>
    public const int Maximum = 64;

    /// <summary>Connections at once from an IPv4 address or an IPv6 /64 beyond the loopback address.</summary>
    public const int MaximumOfSource = 24;

    /// <summary>How long a connection may take until the header of its first request is whole, TLS included.</summary>
    public static readonly TimeSpan FirstRequest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<OperationsConnection> _open = new(Maximum);
    private readonly ILogger _logger = logger;
    private long? _toldAt;

    /// <summary>Kestrel connection middleware: runs a connection's life, if there is a place for it.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var comer = new OperationsConnection(connection);
        if (!TryEnter(comer, out var leaver))
        {
            Tell(connection.RemoteEndPoint);
            comer.Cut("There is no place for it.");
            return;
        }

        if (leaver is not null)
        {
            Tell(connection.RemoteEndPoint);
            leaver.Cut("It gave way to another.");
        }

        connection.Features.Set(comer);
        await using var patience = time.CreateTimer(static self => ((OperationsConnection)self!).CutUnlessAsked(), comer, FirstRequest, Timeout.InfiniteTimeSpan);
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(comer);
        }
    }

    private bool TryEnter(OperationsConnection comer, out OperationsConnection? leaver)
    {
        lock (_lock)
        {
            leaver = null;
            if (!comer.IsOfMachine && _open.Count(other => !other.IsOfMachine && other.Source == comer.Source) >= MaximumOfSource)
            {
                leaver = _open.Find(other => other.IsOfStranger && other.Source == comer.Source);
            }
            else if (_open.Count >= Maximum)
            {
                leaver = _open.Where(other => other.IsOfStranger).GroupBy(other => other.Source).MaxBy(source => source.Count())?.First();
            }
            else
            {
                _open.Add(comer);
                return true;
            }

            if (leaver is null)
            {
                return false;
            }

            _open.Remove(leaver);
            _open.Add(comer);
            return true;
        }
    }

    private void Leave(OperationsConnection connection)
    {
        lock (_lock)
        {
            _open.Remove(connection);
        }
    }

    // Each connection of a flood would be a line.
    private void Tell(EndPoint? client)
    {
        lock (_lock)
        {
            if (_toldAt is { } at && time.GetElapsedTime(at) < s_betweenLines)
            {
                return;
            }

            _toldAt = time.GetTimestamp();
        }

        LogCrowded(client);
    }

    [LoggerMessage(EventId = 5104, EventName = "OperationsCrowded", Level = LogLevel.Warning, Message = "The operations listener has as many connections as it may, and {Client} comes with another: the oldest of a stranger is cut for it, or it is itself")]
    private partial void LogCrowded(EndPoint? client);
}
