using System.Net;
using WebPublisher.Mail.Spf;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>What do our domains say of who may send for them (SPF, RFC 7208)? Asked as a receiver asks, by the product's own evaluator.</summary>
internal sealed class SenderPolicyArea : DoctorArea
{
    // RFC 5737 and RFC 3849 reserve them for documentation: nobody sends from there, so that whoever lets them lets everybody.
    private static readonly IPAddress[] s_strangers = [IPAddress.Parse("198.51.100.1"), IPAddress.Parse("2001:db8::1")];

    /// <inheritdoc/>
    public override string Name => "spf";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        MailDomains.Of(@case.Policy).Select(domain => (domain, (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(cancel => ExamineAsync(domain, @case, cancel))));

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string domain, DoctorCase @case, CancellationToken cancellation)
    {
        var evaluator = new SpfEvaluator(@case.Dns);
        Task<SpfVerdict> AskAsync(IPAddress client) => evaluator.EvaluateAsync(new SpfCheck(client, domain, "postmaster", domain), cancellation).AsTask();

        // A stranger matches nothing, so that every term of the record is looked at and paid for.
        var strangers = await Task.WhenAll(s_strangers.Select(AskAsync));
        var findings = new List<Finding> { OfStrangers(domain, strangers) };
        if (findings[0].Verdict is FindingVerdict.Ok or FindingVerdict.Note or FindingVerdict.Warning && strangers[0].Result != SpfResult.None)
        {
            foreach (var address in @case.Public)
            {
                findings.Add(OfOurs(domain, address, await AskAsync(address)));
            }
        }

        return findings;
    }

    private static Finding OfStrangers(string domain, SpfVerdict[] strangers)
    {
        if (strangers.FirstOrDefault(verdict => verdict.Result is SpfResult.PermError) is { } broken)
        {
            return Finding.Problem(domain, $"receivers cannot use its SPF record: {broken.Reason}",
                $"correct it: at most {SpfLimits.MaximumLookups} terms that look something up (include, a, mx, ptr, exists, redirect), each of which finds something");
        }

        if (strangers.FirstOrDefault(verdict => verdict.Result is SpfResult.TempError) is { } failed)
        {
            return Finding.Warning(domain, failed.Reason, "ask again; look at dns.servers of the policy");
        }

        if (strangers.FirstOrDefault(verdict => verdict.Result is SpfResult.Pass) is { } open)
        {
            return Finding.Problem(domain, $"its SPF record lets everybody send ({open.Reason})", "end it with -all or ~all");
        }

        return strangers[0].Result switch
        {
            SpfResult.None => Finding.Warning(domain, "has no SPF record: anybody can send in its name", "publish a TXT record such as 'v=spf1 mx -all' with the addresses your mail leaves from"),
            SpfResult.Neutral => Finding.Note(domain, $"its SPF record says nothing of strangers ({strangers[0].Reason})", "end it with -all or ~all once it names all your servers"),
            _ => Finding.Ok(domain, $"its SPF record turns strangers away ({strangers[0].Reason})"),
        };
    }

    private static Finding OfOurs(string domain, IPAddress address, SpfVerdict verdict) => verdict.Result switch
    {
        SpfResult.Pass => Finding.Ok(domain, $"{address} may send for it ({verdict.Reason})"),
        SpfResult.TempError => Finding.Warning(domain, $"whether {address} may send is not known: {verdict.Reason}", "ask again"),
        _ => Finding.Problem(domain, $"{address} may not send for it: {verdict.Result} ({verdict.Reason})", $"add ip{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 4 : 6)}:{address} to the record, if your mail leaves from there"),
    };
}
