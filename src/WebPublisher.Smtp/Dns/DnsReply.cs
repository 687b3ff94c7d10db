using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>What came of asking one server.</summary>
/// <param name="Response">Its answer, or null.</param>
/// <param name="Failure">Why there is none.</param>
internal readonly record struct DnsReply(DnsResponse? Response, DnsFailure Failure)
{
    public static implicit operator DnsReply(DnsResponse response) => new(response, DnsFailure.None);

    public static implicit operator DnsReply(DnsFailure failure) => new(null, failure);
}
