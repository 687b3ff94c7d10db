using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Administration.Actions;

/// <summary>Reads addresses of a body.</summary>
internal static class WrittenAddresses
{
    /// <summary>An address, a network or a range.</summary>
    /// <exception cref="ActionRefusedException">It is none.</exception>
    public static AddressRange Read(string? text) => text is null
        ? throw new ActionRefusedException("addresses is missing: an address, a network or a range.")
        : WrittenValue.Read<AddressRange>(text, out var range) is { } problem ? throw new ActionRefusedException($"{problem}.") : range;
}
