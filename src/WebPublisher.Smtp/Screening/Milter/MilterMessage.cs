using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Milter;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Screening.Milter;

/// <summary>A message as a mail server tells it, piece by piece. What is too much of it is not kept, and refused at its end.</summary>
/// <param name="listener">What holds for it.</param>
/// <param name="content">Takes the content.</param>
/// <param name="hasLeadingSpace">Whether values of fields come with the space they begin with.</param>
internal sealed class MilterMessage(ScreenerListener listener, ContentSpool content, bool hasLeadingSpace) : IAsyncDisposable
{
    /// <summary>Recipients kept; mail servers have limits of their own.</summary>
    private const int MaximumRecipients = 10_000;

    private readonly ImmutableArray<ForwardPath>.Builder _recipients = ImmutableArray.CreateBuilder<ForwardPath>();
    private readonly List<MilterField> _fields = [];
    private readonly List<MilterField> _removed = [];
    private readonly Dictionary<string, uint> _counts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ArrayBufferWriter<byte> _line = new();
    private ContentSpool? _content = content;
    private long _header;

    /// <summary>The sender; null when there is none, or none that can be read.</summary>
    public ReversePath? Sender { get; private set; }

    public ImmutableArray<ForwardPath> Recipients => _recipients.ToImmutable();

    /// <summary>The fields of its header that agents are shown.</summary>
    public IReadOnlyList<MilterField> Fields => _fields;

    /// <summary>Reserved fields, which it does not keep.</summary>
    public IReadOnlyList<MilterField> Removed => _removed;

    /// <summary>Why it is refused without being judged; null when it can be.</summary>
    public SmtpReply? Refusal { get; private set; }

    /// <summary>Takes MAIL: the path, then parameters. False when the packet is malformed.</summary>
    public bool TakeSender(ReadOnlySequence<byte> data)
    {
        if (!MilterText.TryTake(ref data, out var path))
        {
            return false;
        }

        var octets = path.ToArray();
        Sender = ReversePath.TryRead(octets, smtpUtf8: true, out var sender, out var length, out _) && length == octets.Length ? sender : null;
        Refusal = Sender is null ? SmtpReplies.InvalidSender : Refusal;
        return true;
    }

    /// <summary>Takes RCPT. A path without a domain, as mail servers give for users of their own, matters to no agent.</summary>
    public bool TakeRecipient(ReadOnlySequence<byte> data)
    {
        if (!MilterText.TryTake(ref data, out var path))
        {
            return false;
        }

        if (ForwardPath.TryRead(path.ToArray(), smtpUtf8: true, out var recipient, out _, out _) && _recipients.Count < MaximumRecipients)
        {
            _recipients.Add(recipient);
        }

        return true;
    }

    /// <summary>Takes a field: its name and value, whose lines end in LF or CRLF.</summary>
    public async ValueTask<bool> TakeFieldAsync(ReadOnlySequence<byte> data, CancellationToken cancellation)
    {
        if (!MilterText.TryTake(ref data, out var name) || !MilterText.TryTake(ref data, out var value))
        {
            return false;
        }

        _header += name.Length + value.Length + 4;
        if (_header > ContentLimits.Default.MaximumHeader)
        {
            Refusal ??= SmtpReplies.HeaderTooLarge;
            return true;
        }

        var field = Field(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value));
        if (listener.HeaderFirewall && ReservedFields.IsOfOrganization(field.Name))
        {
            _removed.Add(field);
            return true;
        }

        _fields.Add(field);
        _line.ResetWrittenCount();
        Encoding.Latin1.GetBytes($"{field.Name}:{field.Value.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n", _line);
        await AppendAsync(new ReadOnlySequence<byte>(_line.WrittenMemory), cancellation);
        return true;
    }

    /// <summary>Takes the end of the header.</summary>
    public ValueTask TakeEndOfHeaderAsync(CancellationToken cancellation) => AppendAsync(new ReadOnlySequence<byte>("\r\n"u8.ToArray()), cancellation);

    /// <summary>Takes a piece of the body.</summary>
    public ValueTask TakeBodyAsync(ReadOnlySequence<byte> data, CancellationToken cancellation) => AppendAsync(data, cancellation);

    /// <summary>Has it judged. The content is the result's from then on.</summary>
    public ValueTask<ScreenedMessage> JudgeAsync(MessageScreening screening, ScreenedEnvelope envelope, CancellationToken disconnected)
    {
        var whole = _content ?? throw new InvalidOperationException("It was judged before.");
        _content = null;
        return screening.JudgeAsync(envelope, whole, disconnected);
    }

    public ValueTask DisposeAsync() => _content?.DisposeAsync() ?? ValueTask.CompletedTask;

    private MilterField Field(string name, string value)
    {
        _counts.TryGetValue(name, out var before);
        _counts[name] = before + 1;
        value = value.Replace("\r\n", "\n", StringComparison.Ordinal);
        return new MilterField(name, hasLeadingSpace ? value : $" {value}", before + 1);
    }

    private async ValueTask AppendAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        if (Refusal is not null || _content is null)
        {
            return;
        }

        if (_content.Length + octets.Length > listener.MessageSize)
        {
            Refusal = SmtpReplies.MessageTooLarge;
            return;
        }

        try
        {
            await _content.AppendAsync(octets, cancellation);
        }
        catch (SpoolException)
        {
            Refusal = SmtpReplies.InsufficientStorage;
        }
    }
}
