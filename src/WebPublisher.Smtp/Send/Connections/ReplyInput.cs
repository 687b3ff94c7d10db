using System.Buffers;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>The replies that a server sends, out of its octets. Holds pooled memory only while a reply is waited for or octets are left. Not thread-safe.</summary>
internal sealed class ReplyInput
{
    // Twice the longest line that a reply may have, so that a line and what came with it always fit.
    private const int Size = 4096;

    private readonly SmtpReplyReader _replies = new();
    private byte[] _octets = [];
    private int _start;
    private int _end;

    /// <summary>Octets that have come and were not asked for yet.</summary>
    public int Unread => _end - _start;

    /// <summary>Waits for the next reply.</summary>
    /// <exception cref="RelayException">The server closed the connection, or what it sent is no reply.</exception>
    public async ValueTask<SmtpReply> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake() is { } reply)
            {
                return reply;
            }

            MakeRoom();
            var count = await stream.ReadAsync(_octets.AsMemory(_end), cancellation);
            _end += count > 0 ? count : throw new RelayException(RelayFailure.Closed, "the server closed the connection");
        }
    }

    private SmtpReply? TryTake()
    {
        var octets = new ReadOnlySequence<byte>(_octets, _start, Unread);
        var status = _replies.Read(ref octets, out var reply);
        _start = _end - (int)octets.Length;
        if (status == ReplyReadStatus.Malformed)
        {
            throw new RelayException(RelayFailure.Garbled, $"what the server sent is no reply: {_replies.Reason}");
        }

        // Given back here alone: no read can be under way, of which a wire that is closed cannot be sure.
        if (Unread == 0 && status == ReplyReadStatus.Reply)
        {
            ArrayPool<byte>.Shared.Return(_octets);
            (_octets, _start, _end) = ([], 0, 0);
        }

        return reply;
    }

    private void MakeRoom()
    {
        if (_octets.Length == 0)
        {
            _octets = ArrayPool<byte>.Shared.Rent(Size);
            return;
        }

        _octets.AsSpan(_start.._end).CopyTo(_octets);
        (_start, _end) = (0, Unread);
    }
}
