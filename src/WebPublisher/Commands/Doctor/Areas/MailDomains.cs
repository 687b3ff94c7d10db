using WebPublisher.Policy;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>The domains of a policy that can be looked up.</summary>
internal static class MailDomains
{
    /// <summary>The accepted domains but patterns, which are no one name.</summary>
    public static IEnumerable<string> Of(PublisherPolicy policy) =>
        policy.Mail?.AcceptedDomains.Select(domain => domain.Domain.Text).Where(text => !text.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase) ?? [];
}
