using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary>A connection that Kestrel speaks HTTP on, and that stays its owner's when Kestrel is done with it.</summary>
/// <param name="owned">The connection.</param>
/// <param name="transport">What is read and written: the connection's own, or the decrypted side of TLS.</param>
internal sealed class LentConnection(ConnectionContext owned, IDuplexPipe transport) : ConnectionContext
{
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when Kestrel needs it no longer.</summary>
    public Task Returned => _returned.Task;

    public override IDuplexPipe Transport { get; set; } = transport;

    public override string ConnectionId
    {
        get => owned.ConnectionId;
        set => owned.ConnectionId = value;
    }

    public override IFeatureCollection Features => owned.Features;

    public override IDictionary<object, object?> Items
    {
        get => owned.Items;
        set => owned.Items = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => owned.ConnectionClosed;
        set => owned.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => owned.LocalEndPoint;
        set => owned.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => owned.RemoteEndPoint;
        set => owned.RemoteEndPoint = value;
    }

    public override void Abort(ConnectionAbortedException abortReason) => owned.Abort(abortReason);

    public override ValueTask DisposeAsync()
    {
        _returned.TrySetResult();
        return base.DisposeAsync();
    }
}
