using System.Buffers;
using System.Net.Sockets;

namespace WebPublisher.Transport.Sockets;

/// <summary>
/// What a TLS connection sends, past the transport's pipe: records are gathered until they are flushed. Of a record or more the caller sends himself, which saves a
/// switch of threads and half the system calls of a large answer; less is left to another thread where several answers share the connection, so that small ones that come
/// meanwhile leave together (<see cref="SharedByAnswers"/>). Whoever writes and flushes does one thing at a time.
/// </summary>
/// <param name="socket">The connection's socket; it stays the caller's, and does not block from now on.</param>
/// <param name="abort">Ends the connection when sending fails. What is written from then on goes nowhere, as it does in a pipe that nobody reads.</param>
public sealed class SocketOutput(Socket socket, Action abort) : IThreadPoolWorkItem
{
    /// <summary>Most that is gathered, in bytes: three records.</summary>
    public const int Capacity = 64 * 1024;

    /// <summary>Most bytes of a TLS record, before and after it is encrypted with its frame (RFC 8446 section 5).</summary>
    public static readonly (int Plain, int Encrypted) LargestRecord = (16 * 1024, (16 * 1024) + 256 + 5);

    private const int SmallBuffer = 4 * 1024;
    private const int SentByCaller = 16 * 1024;

    /// <summary>
    /// Whether several answers may be under way at a time, as with HTTP/2. Otherwise nothing can come that a small answer would leave together with, and the caller sends it
    /// himself as well: so it is until the handshake is done.
    /// </summary>
    public bool SharedByAnswers { get; set; }

    /// <summary>Whether sending has failed.</summary>
    internal bool IsBroken => _isBroken;

    /// <summary>Bytes that wait to be handed to the kernel, without those that are being handed.</summary>
    internal int Waiting => Volatile.Read(ref _length);

    /// <summary>Whether a TLS record of any size has room.</summary>
    internal bool HasRoomForRecord => Waiting + LargestRecord.Encrypted <= Capacity;

    private static readonly TimeSpan s_drainTimeout = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = NotBlocking(socket);
    private readonly Lock _gate = new();
    private byte[]? _gathered;
    private int _length;
    private bool _isSending;
    private volatile bool _isBroken;
    private TaskCompletionSource? _sent;

    /// <summary>Adds bytes; waits only when there is no room for them.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => TryAdd(bytes.Span) ? ValueTask.CompletedTask : WriteSlowlyAsync(bytes);

    /// <summary>Adds bytes without waiting, also where there is no room for them.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            AddToGathered(bytes);
        }
    }

    /// <summary>Begins to send what was written, unless that is under way.</summary>
    public ValueTask FlushAsync()
    {
        lock (_gate)
        {
            if (_isSending || _length == 0)
            {
                return ValueTask.CompletedTask;
            }

            _isSending = true;
            if (SharedByAnswers && _length < SentByCaller)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return ValueTask.CompletedTask;
            }
        }

        return SendAsync();
    }

    /// <summary>Waits until the kernel has taken all that was written, or the connection is broken.</summary>
    public async ValueTask DrainAsync()
    {
        await FlushAsync();
        Task sent;
        lock (_gate)
        {
            if (!_isSending)
            {
                return;
            }

            _sent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            sent = _sent.Task;
        }

        await sent;
    }

    /// <summary>Waits like <see cref="DrainAsync"/>, at most as long as a slow client may take for what the kernel has no room for.</summary>
    /// <param name="time">The clock.</param>
    public async ValueTask DrainAtEndAsync(TimeProvider time)
    {
        try
        {
            await DrainAsync().AsTask().WaitAsync(s_drainTimeout, time);
        }
        catch (TimeoutException)
        {
            // The client does not read; what is left ends with its connection.
        }
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _ = SendAsync().AsTask();

    private async ValueTask WriteSlowlyAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, Capacity)];
            if (TryAdd(part.Span))
            {
                bytes = bytes[part.Length..];
            }
            else
            {
                await DrainAsync();
            }
        }
    }

    private bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isBroken)
            {
                return true;
            }

            if (_length + bytes.Length > Capacity)
            {
                return false;
            }

            AddToGathered(bytes);
            return true;
        }
    }

    private void AddToGathered(ReadOnlySpan<byte> bytes)
    {
        if (_isBroken)
        {
            return;
        }

        if (_gathered is null || _gathered.Length - _length < bytes.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_gathered.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(needed <= SmallBuffer ? SmallBuffer : Math.Max(needed, Capacity));
        if (_gathered is not null)
        {
            _gathered.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_gathered);
        }

        _gathered = larger;
    }

    private async ValueTask SendAsync()
    {
        while (Take() is { Array: { } bytes } taken)
        {
            if (!await TrySendAsync(taken))
            {
                Break();
            }

            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> left)
    {
        try
        {
            while (!left.IsEmpty)
            {
                // Most is taken at once. What fails at once, because the client has gone, is no exception: the runtime would write down the whole stack for each.
                var sent = _socket.Send(left.Span, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    sent = await _socket.SendAsync(left, SocketFlags.None, CancellationToken.None);
                }
                else if (error != SocketError.Success)
                {
                    return false;
                }

                left = left[sent..];
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private ArraySegment<byte>? Take()
    {
        TaskCompletionSource? sent;
        lock (_gate)
        {
            if (_gathered is { } bytes)
            {
                var taken = new ArraySegment<byte>(bytes, 0, _length);
                (_gathered, _length) = (null, 0);
                return taken;
            }

            _isSending = false;
            (sent, _sent) = (_sent, null);
        }

        sent?.SetResult();
        return null;
    }

    private static Socket NotBlocking(Socket socket)
    {
        socket.Blocking = false;
        return socket;
    }

    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            if (_gathered is { } bytes)
            {
                (_gathered, _length) = (null, 0);
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }

        abort();
    }
}
