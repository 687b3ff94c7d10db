namespace WebPublisher.Web.Records;

/// <summary>
/// Holds measurements back until a batch of them is full, one batch a processor. Requests end on all processors at once and would each take the same counters out of the others'
/// caches, which costs more than counting; a batch takes them once.
/// </summary>
/// <param name="record">Takes the measurements of a batch, under its lock.</param>
internal sealed class MeasurementBatches(MeasurementBatches.Recorder record)
{
    /// <summary>Measurements a batch holds. More save little, and whoever fills it records them all.</summary>
    internal const int Size = 32;

    private readonly Batch[] _batches = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Batch())];

    /// <summary>Records measurements.</summary>
    public delegate void Recorder(ReadOnlySpan<RequestMeasurement> measurements);

    /// <summary>Adds a measurement to the batch of this processor, and records the batch when that fills it.</summary>
    public void Add(in RequestMeasurement measurement)
    {
        var batch = _batches[(uint)Thread.GetCurrentProcessorId() % (uint)_batches.Length];
        lock (batch.Gate)
        {
            batch.Measurements[batch.Count++] = measurement;
            if (batch.Count == Size)
            {
                Record(batch);
            }
        }
    }

    /// <summary>Records all that was added before.</summary>
    public void Flush()
    {
        foreach (var batch in _batches)
        {
            // The lock is held until all are recorded: after this nothing is under way on another thread either.
            lock (batch.Gate)
            {
                Record(batch);
            }
        }
    }

    private void Record(Batch batch)
    {
        // Emptied first: what cannot be recorded does not stay in the way of what comes.
        var count = batch.Count;
        batch.Count = 0;
        record(batch.Measurements.AsSpan(0, count));
    }

    private sealed class Batch
    {
        public Lock Gate { get; } = new();

        public RequestMeasurement[] Measurements { get; } = new RequestMeasurement[Size];

        public int Count { get; set; }
    }
}
