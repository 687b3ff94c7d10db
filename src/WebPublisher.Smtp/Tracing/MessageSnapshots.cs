using System.Globalization;
using System.Text;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tracing;

/// <summary>
/// Writes the messages of one session as agents see and leave them: <c>Original.eml</c> as it came, <c>SmtpReceive0001.eml</c> and on around the agents that judge the content,
/// <c>Routing0001.eml</c> and on around those that see it before it leaves. Each begins with fields that tell what it is a snapshot of.
/// </summary>
internal sealed class MessageSnapshots(PipelineTracing tracing, JudgedSession session) : AgentWatch
{
    // What agents do with a message shows in its beginning; attachments would only be kept many times over.
    private const int MaximumContent = 4 * 1024 * 1024;
    private const int MaximumReceivers = 20;

    private MailTransaction? _message;
    private string? _folder;
    private long _written;
    private int _received;
    private int _routed;

    public override ValueTask<bool> ContentBeginsAsync(AgentContext context) => new(tracing.Concerns(context.Sender));

    public override ValueTask AskingAsync(AgentEvent agentEvent, string agent, AgentContext context) => KeepAsync(agentEvent, $"before {agent}", finding: null, context);

    public override ValueTask AskedAsync(AgentFinding found, AgentAction action, AgentContext context) =>
        KeepAsync(found.Event, $"after {found.Agent}", found.Finding.Kind == FindingKind.None ? "nothing" : $"{found} {action.Disposition}", context);

    private async ValueTask KeepAsync(AgentEvent agentEvent, string moment, string? finding, AgentContext context)
    {
        if (agentEvent < AgentEvent.OnEndOfHeaders || session.Transaction is not { Original: { } original } transaction)
        {
            return;
        }

        try
        {
            if (_message != transaction)
            {
                (_message, _folder, _written, _received, _routed) = (transaction, null, 0, 0, 0);
                _folder = tracing.Begin(transaction.Reference);
                await WriteAsync("Original", Head("as it came", finding: null, context), original.OpenRead());
            }

            if (_folder is not null)
            {
                var name = agentEvent == AgentEvent.OnSubmittedMessage ? $"Routing{++_routed:D4}" : $"SmtpReceive{++_received:D4}";
                await WriteAsync(name, $"{Head($"{agentEvent}, {moment}", finding, context)}{string.Concat(context.Stamps)}", context.OpenContent());
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The mail goes on; of this message nothing more is kept.
            _folder = null;
            TracingLog.TracingFailed(tracing.Logger, error.Message, transaction.Reference);
        }
    }

    private async ValueTask WriteAsync(string name, string head, Stream content)
    {
        await using var source = content;
        var octets = Encoding.ASCII.GetBytes(head);
        var length = Math.Min(source.Length, MaximumContent);
        if (_written + octets.Length + length > tracing.MaximumMessage)
        {
            throw new IOException("its snapshots are larger than one message's may be (pipelineTracing.maxDirectorySize)");
        }

        _written += octets.Length + length;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using var file = new FileStream(Path.Combine(_folder!, $"{name}.eml"), options);
        await file.WriteAsync(octets, session.Disconnected);
        var buffer = new byte[64 * 1024];
        for (int count; length > 0 && (count = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), session.Disconnected)) > 0; length -= count)
        {
            await file.WriteAsync(buffer.AsMemory(0, count), session.Disconnected);
        }
    }

    private string Head(string source, string? finding, AgentContext context)
    {
        var head = new StringBuilder();
        Field("X-CreatedBy", "MessageSnapshot-Begin injected headers");
        Field("X-MessageSnapshot-UTC-Time", tracing.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        Field("X-MessageSnapshot-Session-Id", context.Session);
        Field("X-MessageSnapshot-Message-Id", context.Reference);
        Field("X-MessageSnapshot-Source", source);
        if (finding is not null)
        {
            Field("X-MessageSnapshot-Finding", finding);
        }

        if (context.Scl is { } scl)
        {
            Field("X-MessageSnapshot-SCL", scl.ToString(CultureInfo.InvariantCulture));
        }

        Field("X-Sender", context.Sender?.ToString() ?? "");
        foreach (var recipient in context.Recipients.Take(MaximumReceivers))
        {
            Field("X-Receiver", recipient.ToString());
        }

        Field("X-EndOfInjectedXHeaders", "MessageSnapshot-End injected headers");
        return head.ToString();

        void Field(string name, string value) => head.Append(new StampField(name, value));
    }
}
