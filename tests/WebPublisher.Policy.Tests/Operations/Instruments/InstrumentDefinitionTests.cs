using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Policy.Tests.Operations.Instruments;

public sealed class InstrumentDefinitionTests
{
    [Fact]
    public void What_is_to_be_done_before_collecting_is_done_each_time_and_measures_nothing()
    {
        var (done, measured) = (0, 0);
        using var meter = new Meter("before-collecting");
        InstrumentDefinition.BeforeCollecting(meter, () => done++);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured++);
        listener.Start();

        listener.RecordObservableInstruments();
        listener.RecordObservableInstruments();

        Assert.Equal((2, 0), (done, measured));
    }
}
