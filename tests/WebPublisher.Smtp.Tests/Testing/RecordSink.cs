using System.Threading.Channels;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>Hands records to the test.</summary>
internal sealed class RecordSink : MessageRecordSink
{
    private readonly Channel<MessageRecord> _messages = Channel.CreateUnbounded<MessageRecord>();
    private readonly Channel<SessionRecord> _sessions = Channel.CreateUnbounded<SessionRecord>();

    public override void Write(MessageRecord record) => _messages.Writer.TryWrite(record);

    public override void Write(SessionRecord record) => _sessions.Writer.TryWrite(record);

    public Task<MessageRecord> NextMessageAsync() => NextAsync(_messages);

    public Task<SessionRecord> NextSessionAsync() => NextAsync(_sessions);

    private static async Task<T> NextAsync<T>(Channel<T> records)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        return await records.Reader.ReadAsync(patience.Token);
    }
}
