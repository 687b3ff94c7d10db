using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>Where no name is looked up: every look-up fails, as with servers that do not answer.</summary>
internal sealed class NoDns : IDnsLookup
{
    public static NoDns Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken) => new(DnsAnswer.TemporaryFailure(DnsFailure.Unreachable));
}
