using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Rewriting;

/// <summary>What addresses become, one way: by the address itself, else by its domain, else by the longest domain above it. Found in as many steps as a domain has labels.</summary>
internal sealed class RewriteTable
{
    private readonly FrozenDictionary<string, MailAddress> _addresses;
    private readonly FrozenDictionary<string, MailDomain> _domains;
    private readonly ImmutableArray<(DomainPattern From, DomainList Except, MailDomain To)> _above;

    private RewriteTable(IEnumerable<(string From, string To, DomainList Except)> entries)
    {
        var all = entries.ToLookup(entry => entry.From.Contains('@', StringComparison.Ordinal) ? "address" : entry.From.StartsWith('*') ? "above" : "domain", StringComparer.Ordinal);
        _addresses = all["address"].ToFrozenDictionary(entry => entry.From, entry => Address(entry.To), StringComparer.OrdinalIgnoreCase);
        _domains = all["domain"].ToFrozenDictionary(entry => entry.From, entry => Address($"x@{entry.To}").Domain, StringComparer.OrdinalIgnoreCase);
        _above = [.. all["above"].Select(entry => (From: new DomainPattern(entry.From), entry.Except, To: Address($"x@{entry.To}").Domain)).OrderByDescending(entry => entry.From.Specificity)];
    }

    /// <summary>For mail that leaves: what is inside becomes what the world knows.</summary>
    public static RewriteTable Outbound(AddressRewritingPolicy policy) => new(policy.Entries.Select(entry => (entry.Internal, entry.External, new DomainList(entry.Except))));

    /// <summary>For mail that comes: the other way round.</summary>
    public static RewriteTable Inbound(AddressRewritingPolicy policy) =>
        new(policy.Entries.Where(entry => !entry.OutboundOnly).Select(entry => (entry.External, entry.Internal, DomainList.Empty)));

    /// <summary>What an address becomes; null when it stays.</summary>
    public MailAddress? Map(MailAddress address)
    {
        if (_addresses.TryGetValue($"{address.LocalPart}@{address.Domain.Text}", out var other))
        {
            return other;
        }

        if (_domains.TryGetValue(address.Domain.Text, out var domain))
        {
            return address.At(domain);
        }

        foreach (var (from, except, to) in _above)
        {
            if (from.Matches(address.Domain.Text))
            {
                return except.Find(address.Domain.Text) is null ? address.At(to) : null;
            }
        }

        return null;
    }

    // The policy has checked it.
    private static MailAddress Address(string text) => MailAddress.TryParse(text, out var address, out var reason) ? address : throw new ArgumentException($"'{text}' is no address: {reason}.", nameof(text));
}
