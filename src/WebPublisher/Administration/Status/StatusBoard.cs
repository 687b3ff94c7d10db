using System.Text.Json;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Status;

/// <summary>How the server is, looked at once a second at most however many ask, and whether that is news.</summary>
/// <param name="source">Looks; called by one at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusBoard(Func<ServerStatus> source, TimeProvider time)
{
    private static readonly TimeSpan s_age = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private byte[] _lasting = [];
    private (ServerStatus Status, long Edition)? _latest;
    private long _lookedAt;

    /// <summary>How it is, at most a second ago.</summary>
    /// <returns>The status, and a number that is another one whenever something in it has changed that does not change all the time.</returns>
    public (ServerStatus Status, long Edition) Look()
    {
        lock (_gate)
        {
            if (_latest is { } latest && time.GetElapsedTime(_lookedAt) < s_age)
            {
                return latest;
            }

            var status = source();
            var lasting = Lasting(status);
            var edition = (_latest?.Edition ?? 0) + (lasting.AsSpan().SequenceEqual(_lasting) ? 0 : 1);
            (_lasting, _lookedAt, _latest) = (lasting, time.GetTimestamp(), (status, edition));
            return (status, edition);
        }
    }

    // Records compare the lists in them by reference, so what they say is compared by its text.
    private static byte[] Lasting(ServerStatus status) => JsonSerializer.SerializeToUtf8Bytes(
        status with
        {
            Now = default,
            Process = new ProcessStatus(0, 0, 0, 0, 0),
            Listeners = [.. status.Listeners.Select(listener => listener with { Connections = 0 })],
            Store = status.Store with { Pending = 0, Nodes = [.. status.Store.Nodes.Select(node => node with { LastSeen = default })] },
        },
        AdministrationJson.Default.ServerStatus);
}
