using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class MeasurementBatchesTests
{
    [Fact]
    public void A_full_batch_is_recorded_by_itself()
    {
        var recorded = 0;
        var batches = new MeasurementBatches(measurements => recorded += measurements.Length);
        var added = Environment.ProcessorCount * MeasurementBatches.Size;
        for (var i = 0; i < added; i++)
        {
            batches.Add(new RequestMeasurement(TestRecord.Forwarded()));
        }

        Assert.InRange(recorded, MeasurementBatches.Size, added);
        Assert.Equal(0, recorded % MeasurementBatches.Size);
    }

    [Fact]
    public void Each_measurement_is_recorded_once_whichever_thread_adds_it()
    {
        var (recorded, bytes) = (0, 0L);
        var batches = new MeasurementBatches(measurements =>
        {
            foreach (ref readonly var measurement in measurements)
            {
                Interlocked.Increment(ref recorded);
                Interlocked.Add(ref bytes, measurement.RequestBytes);
            }
        });

        Parallel.For(0, 1000, i =>
        {
            var record = TestRecord.Forwarded();
            record.RequestBytes = i;
            batches.Add(new RequestMeasurement(record));
        });
        batches.Flush();
        batches.Flush();

        Assert.Equal((1000, 499_500L), (recorded, bytes));
    }

    [Fact]
    public void A_measurement_that_cannot_be_recorded_keeps_no_other_from_it()
    {
        var recorded = 0;
        var batches = new MeasurementBatches(measurements =>
            recorded += measurements is [{ Tags.Denial: not null }, ..] ? throw new InvalidOperationException() : measurements.Length);
        batches.Add(new RequestMeasurement(TestRecord.Denied(DenialReason.NotPublished)));
        Assert.Throws<InvalidOperationException>(batches.Flush);

        for (var i = 0; i < MeasurementBatches.Size; i++)
        {
            batches.Add(new RequestMeasurement(TestRecord.Forwarded()));
        }

        batches.Flush();
        Assert.Equal(MeasurementBatches.Size, recorded);
    }
}
