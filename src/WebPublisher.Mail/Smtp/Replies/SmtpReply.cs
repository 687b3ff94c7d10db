using System.Buffers;
using System.Collections.Immutable;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>
/// A reply: a code, perhaps an enhanced status, and lines of text (RFC 5321 section 4.2, RFC 2034). Its octets are made once, when they are first wanted. No text, wherever it comes from, can
/// break out of its line: controls become spaces, what is not ASCII becomes a question mark.
/// </summary>
public sealed class SmtpReply
{
    /// <summary>The most text lines a reply has; what is longer is cut.</summary>
    public const int MaximumLines = 128;

    private byte[]? _wire;

    private SmtpReply(int code, EnhancedStatus? status, ImmutableArray<string> lines)
    {
        Code = code;
        Status = status;
        Lines = lines;
    }

    /// <summary>Three digits, 200 to 599.</summary>
    public int Code { get; }

    /// <summary>The enhanced status, in the class of the code.</summary>
    public EnhancedStatus? Status { get; }

    /// <summary>The text, at least one line, without codes, in printable ASCII. Long lines are wrapped so that no line on the wire exceeds 512 octets.</summary>
    public ImmutableArray<string> Lines { get; }

    /// <summary>The octets to send, CRLF after each line.</summary>
    public ReadOnlyMemory<byte> Wire => Octets;

    // Two threads may both make them; they make the same.
    private byte[] Octets => _wire ??= ReplyText.Format(Code, Status, Lines);

    /// <summary>Whether the command was carried out: 2yz.</summary>
    public bool IsSuccess => Code < 300;

    /// <summary>Whether the server waits for more: 3yz.</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>Whether trying again later may succeed: 4yz.</summary>
    public bool IsTransientFailure => Code is >= 400 and < 500;

    /// <summary>Whether it makes no sense to try again: 5yz.</summary>
    public bool IsPermanentFailure => Code >= 500;

    /// <summary>Creates a reply without enhanced status: to EHLO, DATA, a greeting (RFC 2034 section 3), or as another server gave it.</summary>
    public static SmtpReply Create(int code, params ReadOnlySpan<string> lines) => Create(code, status: null, lines);

    /// <summary>Creates a reply.</summary>
    /// <param name="code">200 to 599.</param>
    /// <param name="status">The enhanced status.</param>
    /// <param name="lines">The text; none gives one empty line.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is no reply code.</exception>
    /// <exception cref="ArgumentException">The status is of another class than the code.</exception>
    public static SmtpReply Create(int code, EnhancedStatus? status, params ReadOnlySpan<string> lines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        if (status is { } given && given.Class != code / 100)
        {
            throw new ArgumentException($"Status {given} does not belong to code {code}.", nameof(status));
        }

        return new SmtpReply(code, status, ReplyText.Layout(lines));
    }

    /// <summary>The same reply with <paramref name="suffix"/> behind its text, as a refusal carries the reference number under which it was logged.</summary>
    public SmtpReply Append(string suffix) => new(Code, Status, ReplyText.Layout([.. Lines[..^1], $"{Lines[^1]} {suffix}"]));

    /// <summary>Writes the octets.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Octets);
    }

    /// <summary>The reply in one line, for logs.</summary>
    public override string ToString() => Status is null ? $"{Code} {string.Join(" / ", Lines)}" : $"{Code} {Status} {string.Join(" / ", Lines)}";
}
