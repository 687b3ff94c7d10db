using System.Collections.Immutable;
using Npgsql;
using WebPublisher.Policy.State;
using WebPublisher.State.Logons;
using WebPublisher.State.Replication.Postgres;

namespace WebPublisher.State.Replication;

/// <summary>
/// Tells the other processes that share a database of failed logons, and hears of theirs: by notifications alone, so that guessing writes no row anywhere. What was seen in
/// <see cref="Interval"/> goes together. Each process has one, also the second on a state directory. While the database is away it tries in silence: the <see cref="Replicator"/> says so.
/// </summary>
internal sealed class FailureExchange : IAsyncDisposable
{
    /// <summary>What listeners listen to.</summary>
    public const string Channel = "webpublisher_logons";

    /// <summary>How long something waits to be told at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // A server that hangs says nothing, like one that has nothing to say.
    private static readonly TimeSpan s_proof = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly FailedLogons _failures;
    private readonly StateOptions _options;
    private readonly PostgresConnector _connector;
    private readonly CancellationTokenSource _stopping = new();
    private readonly long _sender = Random.Shared.NextInt64();
    private Task _running = Task.CompletedTask;
    private volatile bool _isConnected;
    private int _number;

    /// <summary>Prepares it.</summary>
    public FailureExchange(FailedLogons failures, PostgresPolicy policy, StateOptions options)
    {
        (_failures, _options) = (failures, options);
        _connector = new PostgresConnector(policy, options.NodeName, options.Time);
    }

    /// <summary>Whether others are heard of now.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _failures.IsShared = true;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends. What was not told yet counts here alone.</summary>
    public async ValueTask DisposeAsync()
    {
        _failures.IsShared = false;
        await _stopping.CancelAsync();
        await _running;
        await _connector.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    await ExchangeAsync();
                }
                catch (Exception e) when (!_stopping.IsCancellationRequested)
                {
                    if (!PostgresFailure.IsExpected(e, _stopping.Token))
                    {
                        StateLog.ReplicationFailed(_options.Logger, e);
                    }
                }

                _isConnected = false;
                await Task.Delay(s_pause * (0.75 + (Random.Shared.NextDouble() / 2)), _options.WatchTime, _stopping.Token);
            }
        }
        catch (Exception e) when (_stopping.IsCancellationRequested && PostgresFailure.IsExpected(e, CancellationToken.None))
        {
            // The store closes; a connection may fail in that very moment.
        }
    }

    private async Task ExchangeAsync()
    {
        await using var connection = await _connector.ConnectAsync(_stopping.Token);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(_stopping.Token);
        }

        _isConnected = true;
        for (var proved = _options.WatchTime.GetTimestamp(); ;)
        {
            var (failures, left) = _failures.Take();
            if (left > 0)
            {
                StateLog.FailuresNotTold(_options.Logger, left, FailedLogons.MaximumWaiting);
            }

            if (!failures.IsEmpty || _options.WatchTime.GetElapsedTime(proved) >= s_proof)
            {
                await TellAsync(connection, failures);
                proved = _options.WatchTime.GetTimestamp();
            }

            // Those who are heard of end a wait early; what is to be told waits for its time all the same.
            var begun = _options.WatchTime.GetTimestamp();
            while (Interval - _options.WatchTime.GetElapsedTime(begun) is { TotalMilliseconds: >= 1 } rest && await connection.WaitAsync(rest, _stopping.Token))
            {
            }
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, ImmutableArray<ToldFailures> failures)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var entries in failures.Chunk(FailureMessage.MaximumEntries))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)")
            {
                Parameters = { new() { Value = Channel }, new() { Value = FailureMessage.Write(_sender, ++_number, entries) } },
            });
        }

        if (failures.IsEmpty)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT 1"));
        }

        await batch.ExecuteNonQueryAsync(_stopping.Token);
    }

    private void Hear(string payload)
    {
        if (FailureMessage.Read(payload) is { } heard && heard.Sender != _sender)
        {
            foreach (var told in heard.Entries)
            {
                _failures.Deliver(told);
            }
        }
    }
}
