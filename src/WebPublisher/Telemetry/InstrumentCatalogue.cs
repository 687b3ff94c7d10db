using System.Collections.Immutable;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Smtp.Records;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Records;

namespace WebPublisher.Telemetry;

/// <summary>Every instrument there is, by room: what the product exports is in it, and nothing else.</summary>
public static class InstrumentCatalogue
{
    /// <summary>The product's own under the headings of the reference, and those of the frameworks beneath.</summary>
    public static ImmutableArray<(string Heading, ImmutableArray<InstrumentDefinition> Instruments)> Rooms { get; } =
    [
        ("Server", ServerInstruments.All),
        ("Policy, certificates and log files", PolicyInstruments.All),
        ("TLS towards clients", TransportInstruments.All),
        ("Web", WebInstruments.All),
        ("Mail", SmtpInstruments.All),
        ("Frameworks", FrameworkInstruments.All),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<InstrumentDefinition> All => Rooms.SelectMany(room => room.Instruments);
}
