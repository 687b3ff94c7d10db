using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// Ends a client's connection once all that was written to it is sent. Kestrel's own abort resets the connection at once, and what a flush had handed on is lost.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="transport">Its transport's own output.</param>
/// <param name="socket">What is sent by instead of the transport, or null.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionEnd(ConnectionContext connection, PipeWriter transport, SocketOutput? socket, TimeProvider time)
{
    /// <summary>How long a client may take for what was written.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends what was written and ends the connection; waits until that is done or <see cref="Patience"/> is at its end. Nothing may be written meanwhile or afterwards.</summary>
    public async Task AfterWrittenAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenClosed = connection.ConnectionClosed.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), closed);
        try
        {
            if (socket is not null)
            {
                await socket.DrainAsync().AsTask().WaitAsync(Patience, time);
            }

            await transport.CompleteAsync();
            await closed.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // It does not read; whoever asked aborts it.
        }
    }
}
