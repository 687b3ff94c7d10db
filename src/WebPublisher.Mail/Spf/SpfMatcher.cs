using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>Compares a client with mechanisms other than include (RFC 7208 section 5).</summary>
internal sealed class SpfMatcher(IPAddress client, IDnsLookup dns, SpfBudget budget, SpfClientNames clientNames)
{
    private readonly DnsType _addressType = client.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;

    /// <summary>Compares.</summary>
    /// <param name="directive">The mechanism.</param>
    /// <param name="target">The name it concerns, or null when that is none which could exist: then nothing matches (section 4.8).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SpfMatch> MatchAsync(SpfDirective directive, DnsName? target, CancellationToken cancellationToken)
    {
        switch (directive.Mechanism)
        {
            case SpfMechanism.All:
                return SpfMatch.Yes;
            case SpfMechanism.Ip4 or SpfMechanism.Ip6:
                return SpfMatch.If(directive.Covers(client, directive.Network!));
            case var _ when target is null:
                return SpfMatch.No;
            case SpfMechanism.A:
                return await AddressesAsync(directive, target, cancellationToken);
            case SpfMechanism.Mx:
                return await ExchangesAsync(directive, target, cancellationToken);
            case SpfMechanism.Ptr:
                return SpfMatch.If(await clientNames.AnyBelowAsync(target, cancellationToken));
            default:
                // IPv4 addresses are asked for even if the client has an IPv6 one (section 5.7).
                var answer = await dns.LookUpAsync(target, DnsType.A, cancellationToken);
                return Failed(answer, target) ?? SpfMatch.If(answer.Status == DnsAnswerStatus.Found);
        }
    }

    private async ValueTask<SpfMatch> AddressesAsync(SpfDirective directive, DnsName name, CancellationToken cancellationToken)
    {
        var answer = await dns.LookUpAsync(name, _addressType, cancellationToken);
        return Failed(answer, name) ?? SpfMatch.If(answer.Records.OfType<AddressRecord>().Any(a => directive.Covers(client, a.Address)));
    }

    private async ValueTask<SpfMatch> ExchangesAsync(SpfDirective directive, DnsName domain, CancellationToken cancellationToken)
    {
        var answer = await dns.LookUpAsync(domain, DnsType.Mx, cancellationToken);
        if (Failed(answer, domain) is { } failure)
        {
            return failure;
        }

        if (answer.Records.Length > SpfLimits.MaximumExchanges)
        {
            return new SpfMatch(SpfMatchOutcome.PermError, $"{domain} has more than {SpfLimits.MaximumExchanges} mail hosts");
        }

        // A domain without one is not its own mail host here (section 5.4); one that takes no mail has the root (RFC 7505).
        foreach (var exchange in answer.Records.OfType<MailExchangeRecord>().OrderBy(m => m.Preference).Where(m => !m.Exchange.IsRoot))
        {
            var match = await AddressesAsync(directive, exchange.Exchange, cancellationToken);
            if (match.Outcome != SpfMatchOutcome.NoMatch)
            {
                return match;
            }
        }

        return SpfMatch.No;
    }

    private SpfMatch? Failed(DnsAnswer answer, DnsName name)
    {
        if (answer.Status == DnsAnswerStatus.TemporaryFailure)
        {
            return new SpfMatch(SpfMatchOutcome.TempError, $"{name} cannot be looked up: {answer.Failure}");
        }

        return budget.TakeAnswer(answer) ? null : new SpfMatch(SpfMatchOutcome.PermError, $"more than {SpfLimits.MaximumVoidLookups} look-ups find nothing, the last of {name}");
    }
}
