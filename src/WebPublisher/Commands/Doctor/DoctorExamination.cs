using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging;
using WebPublisher.Wording;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Commands.Doctor;

/// <summary>Examines every rule that publishes: each server is connected to once for each way in which rules reach it.</summary>
internal static class DoctorExamination
{
    private const int MostNames = 20;

    /// <summary>Examines a policy.</summary>
    /// <param name="path">The policy file.</param>
    /// <param name="case">What is examined.</param>
    /// <param name="areas">The areas to look into, of <see cref="DoctorAreas.Names"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DoctorReport> OfAsync(string path, DoctorCase @case, IReadOnlyCollection<string> areas, CancellationToken cancellation)
    {
        var looking = DoctorAreas.All.Where(area => areas.Contains(area.Name, StringComparer.Ordinal)).Select(async area => new DoctorReport.Area(area.Name, await area.ExamineAsync(@case, cancellation))).ToList();
        var rules = areas.Contains(DoctorAreas.FrontEnds, StringComparer.Ordinal) ? await RulesAsync(@case, cancellation) : [];
        var found = await Task.WhenAll(looking);
        var servers = rules.SelectMany(rule => rule.Servers).ToList();
        var findings = found.SelectMany(area => area.Findings).ToList();
        return new DoctorReport(
            path,
            @case.Policy.Revision,
            servers.Where(server => server.Problem is not null).DistinctBy(server => (server.Address, server.Problem)).Count()
                + findings.Count(finding => finding.Verdict == FindingVerdict.Problem),
            servers.Where(server => server.Warning is not null).DistinctBy(server => (server.Address, server.Warning)).Count()
                + servers.Sum(server => server.ExtendedProtection.Count(binding => ExtendedProtection.IsWarning(binding.Verdict)))
                + findings.Count(finding => finding.Verdict == FindingVerdict.Warning),
            rules,
            [.. found.Where(area => area.Findings.Count > 0)]);
    }

    private static async Task<List<DoctorReport.Rule>> RulesAsync(DoctorCase @case, CancellationToken cancellation)
    {
        var (policy, time) = (@case.Policy, @case.Time);
        var actions = policy.Web.Rules.Select(rule => (Rule: rule, Action: rule.Action as PublishAction)).Where(pair => pair.Action is not null).ToList();
        var connections = actions
            .SelectMany(pair => pair.Action!.To.Servers.Select(server => (pair.Action.To, pair.Action.Bridging, server)))
            .Distinct()
            .ToDictionary(key => key, key => FrontEndExamination.OfAsync(key.To, key.Bridging, key.server, time, cancellation));
        await Task.WhenAll(connections.Values);
        return actions.ConvertAll(pair => RuleOf(pair.Rule, pair.Action!, policy.Web, (server, action) => connections[(action.To, action.Bridging, server)].Result, time.GetUtcNow()));
    }

    private static DoctorReport.Rule RuleOf(
        PublishingRule rule, PublishAction action, WebPolicy web, Func<FrontEndServer, PublishAction, FrontEndExamination> examined, DateTimeOffset now)
    {
        var presented = Presented(rule, web).ToList();
        return new DoctorReport.Rule(
            rule.Name,
            JsonOutput.Word(action.Bridging),
            action.To.Name,
            action.Sections.Any(section => section.IsPublished && section.Authentication.PassesConnectionBound),
            action.Bridging == BridgingMode.Tunnel
                ? []
                : [.. presented.Where(pair => pair.Certificate is not null).Select(pair => new DoctorReport.Presented(pair.Listener.Name, Describe(pair.Certificate!.Leaf, pair.Certificate.Name)))],
            [.. action.To.Servers.Select(server => ServerOf(server, action, examined(server, action), presented, now))]);
    }

    private static DoctorReport.Server ServerOf(
        FrontEndServer server, PublishAction action, FrontEndExamination examination, List<(ListenerPolicy Listener, ServerCertificate? Certificate)> presented, DateTimeOffset now)
    {
        var left = examination.Certificate is { } certificate ? CertificateValidity.Ends(certificate) - now : (TimeSpan?)null;
        return new DoctorReport.Server(
            server.Authority,
            examination.Failure is null,
            examination.Failure is { } failure ? $"{JsonOutput.Word(failure.Failure)}: {failure.Detail}" : null,
            left < CertificateValidity.WarnBefore ? $"its certificate expires in {Count.Of((int)left.Value.TotalDays, "day")}: renew it" : null,
            examination.Protocol?.ToString(),
            Math.Round(examination.Duration.TotalMilliseconds, 1),
            examination.Certificate is null ? null : Describe(examination.Certificate, name: null),
            [.. Bindings(action, examination.Certificate, presented)]);
    }

    private static IEnumerable<DoctorReport.Binding> Bindings(PublishAction action, X509Certificate2? frontEnd, List<(ListenerPolicy Listener, ServerCertificate? Certificate)> presented)
    {
        if (action.Bridging == BridgingMode.Tunnel || !ExtendedProtection.Concerns(action))
        {
            var verdict = ExtendedProtection.Judge(action, presented: null, frontEnd);
            yield return new DoctorReport.Binding(null, null, verdict, ExtendedProtection.Explain(verdict, "", null));
            yield break;
        }

        foreach (var (listener, certificate) in presented)
        {
            var verdict = ExtendedProtection.Judge(action, certificate?.Leaf, frontEnd);
            yield return new DoctorReport.Binding(listener.Name, certificate?.Name, verdict, ExtendedProtection.Explain(verdict, listener.Name, certificate?.Name));
        }
    }

    /// <summary>What clients of the rule are presented: on each of its listeners, the certificate for each of its names; none on a listener in clear that it answers on.</summary>
    private static IEnumerable<(ListenerPolicy Listener, ServerCertificate? Certificate)> Presented(PublishingRule rule, WebPolicy web)
    {
        foreach (var listener in web.Listeners.Where(listener => rule.Listeners is null || rule.Listeners.Contains(listener.Name)))
        {
            if (listener.Protocol == ListenerProtocol.Http)
            {
                if (!rule.RequireSecureChannel)
                {
                    yield return (listener, null);
                }

                continue;
            }

            var hosts = rule.Destinations?.Destinations.Select(destination => destination.Host).Distinct().ToList() ?? [];
            var certificates = hosts.Count == 0
                ? listener.Certificates.AsEnumerable()
                : hosts.Select(host => listener.Certificates.FirstOrDefault(certificate => certificate.Covers(host)) ?? listener.Certificates[0]).Distinct();
            foreach (var certificate in certificates)
            {
                yield return (listener, certificate);
            }
        }
    }

    private static DoctorReport.Certificate Describe(X509Certificate2 certificate, string? name) => new(
        name,
        Line(certificate.Subject),
        [.. NamesOf(certificate).Take(MostNames).Select(Line)],
        CertificateValidity.Ends(certificate).ToUniversalTime(),
        ChannelBinding.EndPointHash(certificate) is { } hash ? Convert.ToHexStringLower(hash) : null);

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate) => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
        ? names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))
        : [];

    // What stands in a certificate is somebody else's text.
    private static string Line(string text) => string.Concat(text.Where(character => !char.IsControl(character)));
}
