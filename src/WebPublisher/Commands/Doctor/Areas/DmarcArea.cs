using WebPublisher.Mail.Dns;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Do our domains say what is to become of mail that pretends to be theirs (DMARC, RFC 7489)?</summary>
internal sealed class DmarcArea : DoctorArea
{
    private const string Version = "v=DMARC1";

    /// <inheritdoc/>
    public override string Name => "dmarc";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        MailDomains.Of(@case.Policy).Select(domain => (domain, (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(async cancel => [await ExamineAsync(domain, @case, cancel)])));

    private static async Task<Finding> ExamineAsync(string domain, DoctorCase @case, CancellationToken cancellation)
    {
        // A domain below the organisation's has the organisation's record. Where the organisation begins, a list of suffixes says; here every parent is asked.
        for (var at = domain; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (!DnsName.TryParse($"_dmarc.{at}", out var name))
            {
                return Finding.Note(domain, "is no name of DNS");
            }

            var answer = await @case.Dns.LookUpAsync(name, DnsType.Txt, cancellation);
            if (answer.Status == DnsAnswerStatus.TemporaryFailure)
            {
                return Finding.Warning(domain, $"DNS fails for {name}: {answer.Failure}", "ask again; look at dns.servers of the policy");
            }

            var records = answer.Records.OfType<TextRecord>().Select(record => record.Text).Where(IsOne).ToList();
            if (records.Count > 0)
            {
                return Judge(domain, $"{name}", records);
            }
        }

        return Finding.Warning(domain, "has no DMARC record", $"publish a TXT record at _dmarc.{domain}, at first 'v=DMARC1; p=none; rua=mailto:postmaster@{domain}'");
    }

    private static Finding Judge(string domain, string name, List<string> records)
    {
        if (records.Count > 1)
        {
            return Finding.Problem(domain, $"{name} has {records.Count} DMARC records, which counts as none", "leave one");
        }

        var tags = records[0].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return tags.Select(tag => tag.Split('=', 2, StringSplitOptions.TrimEntries)).Where(pair => pair is ["p" or "P", _]).Select(pair => pair[1].ToLowerInvariant()).FirstOrDefault() switch
        {
            "reject" or "quarantine" => Finding.Ok(domain, $"{name} says '{records[0]}'"),
            "none" => Finding.Note(domain, $"{name} only watches (p=none)", "once reports show that all your mail passes, say p=quarantine or p=reject"),
            _ => Finding.Problem(domain, $"{name} says '{records[0]}', which has no valid p=", "write 'v=DMARC1; p=none', quarantine or reject"),
        };
    }

    private static bool IsOne(string text) => text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] is ';' or ' ');
}
