using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Lists;

/// <summary>
/// Providers of one kind of list in DNS, in their order. All are asked at once, and who does not answer in time lists nobody: a failure to look something up never costs mail.
/// </summary>
/// <param name="providers">The providers, the one that counts first first.</param>
/// <param name="dns">Where names are looked up.</param>
/// <param name="time">The clock.</param>
internal sealed class ListProviders(ImmutableArray<AddressListProvider> providers, IDnsLookup dns, TimeProvider time)
{
    /// <summary>How long a client may be made to wait for all of them together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => providers.IsEmpty;

    /// <summary>Begins to look an address up, so that the answers are there when they are asked for: the resolver keeps them, and joins who asks while they are on their way.</summary>
    public void Begin(IPAddress client)
    {
        foreach (var provider in providers)
        {
            _ = dns.LookUpAsync(ReverseName.Below(provider.Zone, client), DnsType.A, CancellationToken.None).AsTask();
        }
    }

    /// <summary>Whether one of them lists an address.</summary>
    /// <param name="client">The address.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    public async ValueTask<ListAnswer> FindAsync(IPAddress client, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var asked = providers.Select(provider => dns.LookUpAsync(ReverseName.Below(provider.Zone, client), DnsType.A, either.Token).AsTask()).ToArray();
        List<string>? unavailable = null;
        for (var i = 0; i < asked.Length; i++)
        {
            var answer = await InTimeAsync(asked[i], cancellationToken);
            if (answer.Status == DnsAnswerStatus.TemporaryFailure)
            {
                (unavailable ??= []).Add($"{providers[i].Name}: {answer.Failure}");
            }
            else if (answer.Records.OfType<AddressRecord>().Any(record => providers[i].IsListing(record.Address)))
            {
                return new(providers[i]);
            }
        }

        return new(null, unavailable is null ? "" : string.Join("; ", unavailable));
    }

    private static async Task<DnsAnswer> InTimeAsync(Task<DnsAnswer> asked, CancellationToken cancellationToken)
    {
        try
        {
            return await asked;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DnsAnswer.TemporaryFailure(DnsFailure.TimedOut);
        }
    }
}
