using System.Buffers;
using System.IO.Pipelines;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>Looks at the ClientHello of a connection and leaves every byte of it in the pipe.</summary>
internal static class ClientHelloReader
{
    /// <returns>What was found; <see cref="ClientHelloState.Incomplete"/> when the client went away first.</returns>
    /// <exception cref="OperationCanceledException">The client was too slow.</exception>
    public static async ValueTask<ClientHello> PeekAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var needed = 1;
        while (true)
        {
            var read = await input.ReadAtLeastAsync(needed, cancellationToken);
            var hello = Parse(read.Buffer);
            if (hello.State == ClientHelloState.Incomplete && !read.IsCompleted)
            {
                needed = hello.BytesNeeded;
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            // Neither consumed nor examined: the next reader gets it at once.
            input.AdvanceTo(read.Buffer.Start);
            return hello;
        }
    }

    private static ClientHello Parse(ReadOnlySequence<byte> buffer)
    {
        var length = (int)Math.Min(buffer.Length, ClientHelloParser.MaximumLength);
        var rented = ArrayPool<byte>.Shared.Rent(2 * length);
        try
        {
            buffer.Slice(0, length).CopyTo(rented);
            return ClientHelloParser.Parse(rented.AsSpan(0, length), rented.AsSpan(length, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
