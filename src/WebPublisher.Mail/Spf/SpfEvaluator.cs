using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>
/// Finds out whether a domain lets a client send for it (SPF, RFC 7208). Costs at most 10 terms with look-ups, of which an mx has 11 of its own, and the look-ups of the client's
/// names; each look-up has the time its resolver gives it, and the caller's token bounds the whole.
/// </summary>
/// <param name="dns">Where names are looked up.</param>
public sealed class SpfEvaluator(IDnsLookup dns)
{
    /// <summary>The verdict. Never throws for what others publish or the network does.</summary>
    /// <param name="check">Who wants to send for whom.</param>
    /// <param name="cancellationToken">Gives up; a time limit of the caller's means <see cref="SpfResult.TempError"/> (section 4.6.4).</param>
    public ValueTask<SpfVerdict> EvaluateAsync(SpfCheck check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);

        // A domain that cannot be one, or is only a host's own short name, has no policy (section 4.3).
        if (!DnsName.TryParse(check.Domain, out var domain) || domain.LabelCount < 2 || check.Domain is ['[', ..])
        {
            return ValueTask.FromResult(new SpfVerdict(SpfResult.None, "there is no domain to ask"));
        }

        var client = check.Client.IsIPv4MappedToIPv6 ? check.Client.MapToIPv4() : check.Client;
        return new SpfEvaluation(check with { Client = client }, dns).RunAsync(domain, included: false, cancellationToken);
    }
}
