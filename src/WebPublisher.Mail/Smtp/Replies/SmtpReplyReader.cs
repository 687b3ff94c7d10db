using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>
/// Reads replies from what a server sends, a line at a time, within bounds: 128 lines of 2,048 octets. Strict about codes and line endings, since the replies
/// decide about messages; a missing or wrong enhanced status is tolerated. One reader per connection; not thread-safe.
/// </summary>
public sealed class SmtpReplyReader
{
    private const int MaximumLine = 2048;

    private readonly List<string> _lines = [];
    private int _code;
    private EnhancedStatus? _status;

    /// <summary>Why reading failed. Once it has failed, it fails for good.</summary>
    public ReplyReason Reason { get; private set; }

    /// <summary>Looks for the next reply.</summary>
    /// <param name="buffer">What was received and not consumed yet; what is consumed is cut off its beginning.</param>
    /// <param name="reply">The reply.</param>
    public ReplyReadStatus Read(ref ReadOnlySequence<byte> buffer, out SmtpReply? reply)
    {
        reply = null;
        Span<byte> octets = stackalloc byte[MaximumLine];
        while (Reason == ReplyReason.None)
        {
            var window = buffer.Length > MaximumLine ? buffer.Slice(0, MaximumLine) : buffer;
            if (window.PositionOf((byte)'\n') is not { } lineFeed)
            {
                if (buffer.Length < MaximumLine)
                {
                    return ReplyReadStatus.Incomplete;
                }

                Reason = ReplyReason.LineTooLong;
                break;
            }

            var line = buffer.Slice(0, lineFeed);
            buffer = buffer.Slice(buffer.GetPosition(1, lineFeed));
            line.CopyTo(octets);
            if (!TakeLine(octets[..(int)line.Length], out var isLast))
            {
                break;
            }

            if (isLast)
            {
                reply = SmtpReply.Create(_code, _status, [.. _lines]);
                _lines.Clear();
                _status = null;
                return ReplyReadStatus.Reply;
            }
        }

        return ReplyReadStatus.Malformed;
    }

    private bool TakeLine(ReadOnlySpan<byte> line, out bool isLast)
    {
        isLast = true;
        if (line.IsEmpty || line[^1] != '\r' || line[..^1].Contains((byte)'\r'))
        {
            Reason = ReplyReason.BareLineEnding;
            return false;
        }

        line = line[..^1];
        var reason = _lines.Count == SmtpReply.MaximumLines ? ReplyReason.TooManyLines
            : line.Contains((byte)0) ? ReplyReason.NulByte
            : line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || line[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9') ? ReplyReason.BadCode
            : line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-') ? ReplyReason.BadSeparator
            : ReplyReason.None;
        if (reason != ReplyReason.None)
        {
            Reason = reason;
            return false;
        }

        var code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        if (_lines.Count > 0 && code != _code)
        {
            Reason = ReplyReason.CodeChanged;
            return false;
        }

        _code = code;
        isLast = line.Length == 3 || line[3] == ' ';
        _lines.Add(TakeText(line.Length > 4 ? line[4..] : []));
        return true;
    }

    /// <summary>The text of a line without its enhanced status. The first line's counts; what another line states beside it stays text.</summary>
    private string TakeText(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.Latin1.GetString(octets);
        if (!EnhancedStatus.TryRead(text, out var status, out var length) || status.Class != _code / 100 || (_lines.Count > 0 && _status != status))
        {
            return text;
        }

        _status = status;
        return text[length..];
    }
}
