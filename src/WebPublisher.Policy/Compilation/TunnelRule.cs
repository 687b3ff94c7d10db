using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>What a rule that tunnels cannot have: it sees the name a client asks for in the TLS handshake (SNI, RFC 6066 section 3) and nothing else.</summary>
internal static class TunnelRule
{
    private static readonly (string Property, string Key)[] NeedDecryption =
    [
        (nameof(PublishingRuleDocument.Methods), "methods"),
        (nameof(PublishingRuleDocument.SendOriginalHost), "sendOriginalHost"),
        (nameof(PublishingRuleDocument.PathMapping), "pathMapping"),
        (nameof(PublishingRuleDocument.RequestHeaders), "requestHeaders"),
        (nameof(PublishingRuleDocument.ResponseHeaders), "responseHeaders"),
        (nameof(PublishingRuleDocument.Profile), "profile"),
        (nameof(PublishingRuleDocument.Sections), "sections"),
        .. SectionsCompiler.TreatmentKeys,
        (nameof(PublishingRuleDocument.Require128Bit), "require128Bit"),
        (nameof(PublishingRuleDocument.MinimumKeyBits), "minimumKeyBits"),
    ];

    /// <summary>Reports everything that cannot be honoured without decrypting.</summary>
    public static void Check(PublishingRuleDocument document, DestinationSet? destinations, DiagnosticList diagnostics)
    {
        foreach (var (property, key) in NeedDecryption)
        {
            if (document.Has(property))
            {
                diagnostics.Error(document.LocationOf(property), $"'{key}' has no meaning in a rule that tunnels: TLS is relayed unopened");
            }
        }

        if (document.RequireSecureChannel is { Value: false } plain)
        {
            diagnostics.Error(plain.Location, "a rule that tunnels relays TLS and nothing else; leave requireSecureChannel out");
        }

        var location = document.Destinations?.Location ?? document.Bridging!.Value.Location;
        if (document.Destinations is null || document.Destinations.Value.Value == DestinationSetCompiler.All)
        {
            diagnostics.Error(location, "a rule that tunnels needs a destination set of host names; it goes by the name in the TLS handshake (SNI)");
            return;
        }

        foreach (var destination in destinations?.Destinations ?? [])
        {
            if (!destination.Paths.IsEmpty)
            {
                diagnostics.Error(
                    location,
                    $"a rule that tunnels sees no paths, but destination set {Quoted.Text(destinations!.Name)} has some for {destination.Host}; use a set of hosts alone");
            }

            if (IPAddress.TryParse(destination.Host.Text, out _))
            {
                diagnostics.Error(
                    location,
                    $"a rule that tunnels goes by name, but destination set {Quoted.Text(destinations!.Name)} has the address {destination.Host}, "
                    + "which clients never send (SNI)");
            }
        }
    }
}
