using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.VirtualPatches;

namespace WebPublisher.Policy.Tests;

/// <summary>Prints a compiled policy, for golden files. The revision is left out: it depends on certificates that are made anew for every run.</summary>
internal static class PolicyDump
{
    public static string Of(PublisherPolicy policy, string directory)
    {
        var text = new StringBuilder();
        text.AppendLine($"server: {policy.Server.Name}, state in {policy.Server.StateDirectory}");
        if (policy.Shared is { } shared)
        {
            text.AppendLine(
                $"state shared by {shared.Database} at {shared.Host}:{shared.Port} as {shared.User}, password {(shared.Password is null ? "none" : "given")}, "
                + $"tls {(shared.Certificate is { } tls ? $"name {tls.Name ?? "its own"} roots {tls.TrustedRoots.Length}" : "off")}");
        }

        if (policy.Server.Drain != DrainPolicy.Default)
        {
            text.AppendLine($"drain: notice {policy.Server.Drain.Notice} timeout {policy.Server.Drain.Timeout}");
        }

        text.AppendLine($"operations: {policy.Operations.Listen?.ToString() ?? "off"}, otlp {policy.Operations.Otlp?.ToString() ?? "none"}");
        text.Append(Access(policy.Operations));
        if (policy.Dns != DnsPolicy.Default)
        {
            text.AppendLine($"dns: {string.Join(" ", policy.Dns.Servers)} timeout {policy.Dns.Timeout}");
        }

        text.AppendLine($"access log: {policy.Logging.AccessLog?.ToString() ?? "none"}");
        text.AppendLine($"query parameters: {string.Join(", ", policy.Logging.QueryParameters.Order(StringComparer.Ordinal))}");
        text.AppendLine("listeners:");
        foreach (var listener in policy.Web.Listeners)
        {
            text.AppendLine($"  {Listener(listener)}");
        }

        text.AppendLine("front ends:");
        foreach (var farm in policy.Web.FrontEnds)
        {
            text.AppendLine($"  {Farm(farm)}");
        }

        if (policy.Ipsec is { } ipsec)
        {
            text.AppendLine($"ipsec: {ipsec.Processing}");
            foreach (var connection in ipsec.Connections)
            {
                text.AppendLine($"  {Ipsec(connection)}");
            }
        }

        text.AppendLine("rules:");
        foreach (var rule in policy.Web.Rules)
        {
            text.AppendLine($"  {Rule(rule)}");
        }

        if (policy.Mail is { } mail)
        {
            text.Append(MailDump.Of(mail, policy));
        }

        return text.ToString().Replace(directory + "/", "", StringComparison.Ordinal);
    }

    private static string Access(OperationsPolicy operations)
    {
        if (operations.Certificate is null && operations.Hosts.IsEmpty)
        {
            return "";
        }

        var tokens = operations.Tokens.Select(token => $"{token.Name} may {token.May}");
        var certificates = operations.ClientCertificates is { } clients ? $"{string.Join(" ", clients.Names)} of {clients.TrustedRoots.Length} roots may {clients.May}" : "none";
        return $"  certificate {operations.Certificate?.Name ?? "none"}, hosts {string.Join(" ", operations.Hosts)}, tokens {string.Join(", ", tokens)}, client certificates {certificates}\n";
    }

    private static string Listener(ListenerPolicy l) =>
        $"{l.Name} ({l.Location}) {l.EndPoint} {l.Protocol} {l.Tls.MinimumVersion} {l.Tls.MinimumKeyBits} bits "
        + $"[{string.Join(", ", l.Certificates.Select(c => c.Name))}] hsts {l.Hsts?.FieldValue ?? "none"}{(l.Quotas == ListenerQuotas.Default ? "" : " " + Quotas(l.Quotas))}";

    private static string Quotas(ListenerQuotas q) =>
        $"quotas connections {q.Connections} opening {q.Opening} handshakes {q.Handshakes} requests {q.Requests} first request {q.FirstRequest} except {q.Except?.Name ?? "none"}";

    private static string Farm(FrontEndFarm f) =>
        $"{f.Name} ({f.Location}) {string.Join(" ", f.Servers.Select(s => s.Authority))} {f.Balancing} affinity {f.Affinity} health {f.Health?.ToString() ?? "none"} "
        + $"certificate name {f.Certificate.Name ?? "own"} roots {Names(f.Certificate.TrustedRoots)} pins {f.Certificate.Pins.Length} "
        + $"client {f.Certificate.ClientCertificate?.Name ?? "none"} {f.Resilience}";

    private static string Names(ImmutableArray<System.Security.Cryptography.X509Certificates.X509Certificate2> roots) =>
        roots.IsEmpty ? "system" : string.Join("+", roots.Select(r => r.Subject));

    private static string Ipsec(IpsecConnection c) =>
        $"{c.Name} ({c.Location}) {c.Side} {c.Front} {c.Back} ports {string.Join(" ", c.Ports)} certificate {c.Certificate?.Name ?? "none"} roots {c.TrustedRoots.Length} "
        + $"preshared key {c.PresharedKey?.ToString() ?? "none"} groups {string.Join(" ", c.KeyExchange)}";

    private static string Rule(PublishingRule r)
    {
        var listeners = r.Listeners is null ? "all" : string.Join("+", r.Listeners.Order(StringComparer.Ordinal));
        var destinations = r.Destinations is null ? "all" : string.Join(" ", r.Destinations.Destinations.Select(d => $"{d.Host}[{string.Join(" ", d.Paths)}]"));
        var clients = r.Clients is null ? "any" : string.Join(" ", r.Clients.Networks);
        var schedule = r.Schedule is null ? "always" : $"{r.Schedule.TimeZone.Id} {string.Join("; ", r.Schedule.Windows.Select(Window))}";
        var methods = r.Methods is null ? "any" : string.Join(" ", r.Methods.Order(StringComparer.Ordinal));
        return $"{r.Name} ({r.Location}) listeners {listeners}, destinations {destinations}, clients {clients}, schedule {schedule}, methods {methods}, "
            + $"secure {r.RequireSecureChannel} redirect {r.RedirectToHttps} {r.MinimumKeyBits} bits -> {Action(r.Action)}";
    }

    private static string Window(ScheduleWindow w) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join("+", w.Days.Order())} {w.From:HH:mm}-{w.To:HH:mm}");

    private static string Action(RuleAction action) => action switch
    {
        PublishAction p => $"publish {p.To.Name} {p.Bridging} mapping {p.PathMapping?.ToString() ?? "none"} original host {p.SendOriginalHost} "
            + $"request {Edits(p.RequestHeaders)} response {Edits(p.ResponseHeaders)} {string.Join(' ', p.Sections.Select(Section))}",
        RedirectAction r => $"redirect {r.Location} {r.Status} keep path {r.KeepPath}",
        _ => "deny",
    };

    private static string Patches(VirtualPatchPolicy? patches) => ReferenceEquals(patches, VirtualPatchPolicy.EverySite) ? ""
        : $" patches [{string.Join(' ', patches?.Block.Select(p => p.Id) ?? [])}] reported [{string.Join(' ', patches?.Report.Select(p => p.Id) ?? [])}]";

    private static string Section(PublishSection section)
    {
        var body = $"body {section.MaximumRequestBody?.ToString(CultureInfo.InvariantCulture) ?? "any"}{(section.EncodedSlash ? " encoded slash" : "")}{(section.Limits is { } limits ? $" {limits}" : "")}{FilterDump.Of(section.HttpFilter)}{WafDump.Of(section.Firewall)}{Patches(section.VirtualPatches)}{RateLimits(section.RateLimits)}{Logon(section.Logon)}{Links(section.LinkTranslation)}"
            + (section.Authentication == AuthenticationPolicy.Default ? "" : $" pass {section.Authentication.Pass}");
        return section.Name.Length == 0 ? body : $"{section.Name}{(section.IsPublished ? "" : " closed")} ({string.Join(' ', section.Paths)}) {body}";
    }

    private static string Links(LinkTranslationPolicy? links) => links is null ? ""
        : $" links [{string.Join(", ", links.Map.Select(m => $"{m.Inner} {m.Published}"))}] in {(links.ContentTypes.SequenceEqual(new LinkTranslationPolicy().ContentTypes) ? "the usual" : string.Join(" ", links.ContentTypes))}";

    private static string RateLimits(RateLimitsPolicy? limits) => limits is null ? ""
        : $" rate client {limits.PerClient?.ToString() ?? "any"} user {limits.PerUser?.ToString() ?? "any"} [{string.Join(", ", limits.SessionCookies)}] except [{Sets(limits.Except)}]";

    private static string Logon(LogonPolicy? logon) => logon is null ? ""
        : $" logon [{string.Join(", ", logon.Forms.Select(f => $"{string.Join(" ", f.Paths)} {f.Format} {f.User} {f.Password} success {Answer(f.Success)} failure {Answer(f.Failure)}"))}]"
            + $"{(logon.Basic ? " basic" : "")}{(logon.Ntlm ? " ntlm" : "")} {logon.Failures} in {logon.Window} locks for {logon.Lockout}, {logon.UsersPerNetwork} users lock, delay after {logon.DelayAfter}, "
            + $"/{logon.Ipv4Prefix} /{logon.Ipv6Prefix} shared [{Sets(logon.SharedNetworks)}] devices {logon.RememberDevices} domains {logon.Domains}";

    private static string Answer(LogonAnswer answer) => $"({string.Join(" ", answer.Statuses)}; {string.Join(" ", answer.Cookies)}; {answer.Location})";

    private static string Sets(ImmutableArray<ClientAddressSet> sets) => string.Join(", ", sets.Select(s => s.Name));

    private static string Edits(HeaderEdits edits) => $"-[{string.Join(", ", edits.Remove)}] +[{string.Join(", ", edits.Set.Select(s => $"{s.Key}: {s.Value}"))}]";
}
