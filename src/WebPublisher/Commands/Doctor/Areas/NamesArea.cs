using WebPublisher.Mail.Dns;
using WebPublisher.Publishing;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Do the published names lead here?</summary>
internal sealed class NamesArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "names";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        PublishedNames.Of(@case.Policy.Web).Select(name => (name, (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(cancel => ExamineAsync(name, @case, cancel))));

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string name, DoctorCase @case, CancellationToken cancellation)
    {
        if (!DnsName.TryParse(name, out var asked) || asked.LabelCount < 2)
        {
            return [Finding.Note(name, "is no name of the public DNS")];
        }

        var (addresses, failure) = await @case.ResolveAsync(asked, cancellation);
        if (addresses.IsEmpty)
        {
            return [failure is null
                ? Finding.Problem(name, "has no address in DNS: no browser finds it", "publish an A or AAAA record with the address of this server")
                : Finding.Warning(name, failure, "ask again; look at dns.servers of the policy")];
        }

        var shown = string.Join(", ", addresses);
        return [addresses.All(@case.IsHere) ? Finding.Ok(name, $"leads here, to {shown}")
            : addresses.Any(@case.IsHere) ? Finding.Warning(name, $"leads to {shown}, of which only {string.Join(", ", addresses.Where(@case.IsHere))} is here", "remove the others from DNS, or let them lead to other nodes of this policy")
            : Finding.Warning(name, $"leads to {shown}, which is not an address of this machine", "let it lead here; if addresses are translated on the way, name the outer one with --public")];
    }
}
