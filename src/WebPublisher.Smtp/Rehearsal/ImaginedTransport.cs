using System.IO.Pipelines;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A connection in memory that tells when the server waits for its client. What the server says is known from its trace and dropped here.</summary>
internal sealed class ImaginedTransport : IDuplexPipe
{
    private readonly Pipe _fromClient = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly ListeningReader _input;

    public ImaginedTransport() => _input = new ListeningReader(_fromClient.Reader);

    /// <inheritdoc/>
    public PipeReader Input => _input;

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);

    /// <summary>Completes when the server waits for more input than it has been given.</summary>
    public Task ListeningAsync => _input.Listening.Task;

    /// <summary>Lets the client say something.</summary>
    public async ValueTask SayAsync(ReadOnlyMemory<byte> octets)
    {
        _input.Listening = NewSignal();
        await _fromClient.Writer.WriteAsync(octets);
    }

    /// <summary>Lets the client close the connection.</summary>
    public ValueTask HangUpAsync() => _fromClient.Writer.CompleteAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ListeningReader(PipeReader input) : PipeReader
    {
        public TaskCompletionSource Listening { get; set; } = NewSignal();

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var read = input.ReadAsync(cancellationToken);
            if (!read.IsCompleted)
            {
                Listening.TrySetResult();
            }

            return read;
        }

        public override bool TryRead(out ReadResult result) => input.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => input.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => input.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => input.CancelPendingRead();

        public override void Complete(Exception? exception = null) => input.Complete(exception);
    }
}
