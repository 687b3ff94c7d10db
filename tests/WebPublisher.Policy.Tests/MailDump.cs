using System.Globalization;
using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Tests;

/// <summary>Prints the compiled mail half, for golden files.</summary>
internal static class MailDump
{
    public static string Of(MailPolicy mail, PublisherPolicy policy)
    {
        var text = new StringBuilder();
        text.AppendLine($"mail: server {policy.Server.Fqdn ?? "without fqdn"}, protocol log {policy.Logging.ProtocolLog?.ToString() ?? "none"}");
        text.AppendLine($"accepted domains: {string.Join(", ", mail.AcceptedDomains.Select(a => $"{a.Domain} {a.Type}"))}");
        text.AppendLine("receive connectors:");
        foreach (var connector in mail.ReceiveConnectors)
        {
            text.AppendLine($"  {Receive(connector)}").AppendLine($"    {connector.Limits}");
        }

        text.AppendLine("send connectors:");
        foreach (var connector in mail.SendConnectors)
        {
            text.AppendLine($"  {Send(connector)}");
        }

        foreach (var screener in mail.ScreenerListeners)
        {
            text.AppendLine($"screener: {Screener(screener)}");
        }

        var filter = mail.SmtpFilter.MaximumLengths.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key} {l.Value}");
        text.AppendLine($"SMTP filter: {string.Join(", ", filter)}");
        if (mail.Hold != HoldPolicy.Default)
        {
            text.AppendLine($"{mail.Hold}");
        }

        if (policy.Logging.AgentLog is { } log)
        {
            text.AppendLine($"agent log {log}");
        }

        foreach (var agent in mail.Agents)
        {
            text.AppendLine($"agent: {Agent(agent)} on error {agent.OnError}");
        }

        return text.ToString();
    }

    private static string Agent(AgentPolicy agent) => agent switch
    {
        ConnectionFilterPolicy c => $"connection filter allow [{string.Join("; ", c.Allow.Select(Entry))}] block [{string.Join("; ", c.Block.Select(Entry))}] says '{c.BlockText}' "
            + $"providers allow [{string.Join("; ", c.AllowListProviders.Select(Provider))}] block [{string.Join("; ", c.BlockListProviders.Select(Provider))}] bypassed [{Sorted(c.BypassedRecipients)}]",
        SenderFilterPolicy s => $"sender filter [{Sorted(s.Blocked)}] domains [{Sorted(s.BlockedDomains.Patterns.Select(p => p.Text))}] blank rejected {s.RejectsBlankSender}{(s.Action == SenderFilterAction.Stamp ? " stamps" : "")}",
        AddressRewritingPolicy a => $"address rewriting {string.Join("; ", a.Entries)}",
        EdgeRulesPolicy e => $"edge rules{string.Concat(e.Rules.Select(Rule))}",
        SenderIdPolicy s => $"sender ID of {s.Identity} on fail {s.OnFail} on temporary error {s.OnTempError} exempt [{Sorted(s.ExemptDomains.Patterns.Select(p => p.Text))}]",
        RecipientFilterPolicy r => $"recipient filter [{Sorted(r.Blocked)}] by {r.Validation} of [{(r.Recipients is null ? "unknown" : Sorted(r.Recipients))}]{Directory(r)}",
        ProtocolAnalysisPolicy p => $"protocol analysis of {p.MinimumMessages} messages blocks at {p.BlockAt} for {p.BlockFor}",
        ContentFilterPolicy c => $"content filter {c.Thresholds} junk {c.Junk} block [{string.Join("; ", c.BlockPhrases)}] allow [{string.Join("; ", c.AllowPhrases)}] exempt [{Sorted(c.ExemptSenders)}] "
            + $"[{Sorted(c.ExemptDomains.Patterns.Select(p => p.Text))}] [{Sorted(c.ExemptRecipients)}] to {c.MaximumSize} bytes asks [{string.Join("; ", c.Scorers.Select(s => $"{s} {s.Timeout} {s.Requests}"))}]",
        ScreenerPolicy s => $"screener unreadable {s.OnUnreadable} encrypted {s.OnEncrypted} partial {s.OnPartial}{string.Concat(s.Rules.Select(Rule))}",
        AttachmentFilterPolicy a => $"attachment filter {a.Action} unalterable {a.OnUnalterable} [{Sorted(a.Extensions)}] [{Sorted(a.Names.Select(n => n.Text))}] [{string.Join(' ', a.ContentTypes)}] "
            + $"programs {a.Programs} in archives {a.InArchives} says '{a.Response}'",
        _ => agent.ToString(),
    };

    private static string Rule(ScreenerRule r) => $"\n  {r.Name}: "
        + (r.Sender is { } s ? $"from [{Sorted(s.Addresses)}] [{Sorted(s.Domains.Patterns.Select(p => p.Text))}] " : "")
        + (r.Attachment is { } a ? $"attachment [{Sorted(a.Names.Select(n => n.Text))}] [{Sorted(a.Extensions)}] [{string.Join(' ', a.ContentTypes)}] > {a.LargerThan} in archives {a.InArchives} " : "")
        + (r.Keyword is { } k ? $"keywords [{string.Join("; ", k.Keywords.Select(w => w.IsWord ? w.Text : $"*{w.Text}*"))}] in {string.Join('+', k.Places)} diacritics ignored {k.IgnoresDiacritics} " : "")
        + $"-> {r.Action} {r.ForwardTo}";

    private static string Provider(AddressListProvider p) => $"{p.Name} {p.Zone} mask {p.Bitmask} addresses [{string.Join(' ', p.Addresses)}] '{p.Response}'";

    private static string Screener(ScreenerListener s) =>
        $"{s.Name} ({s.Location}) {s.EndPoint} {s.Protocol} from {s.RemoteAddresses?.Name ?? "any"} agents [{Sorted(s.Agents)}] certificates [{string.Join(" ", s.Certificates.Select(c => c.Name))}] "
        + $"token {s.Token?.ToString() ?? "none"} header firewall {s.HeaderFirewall} {s.Connections} connections {s.MessageSize} bytes idle {s.IdleTimeout}";

    private static string Entry(AddressListEntry entry) => $"{entry.Addresses} until {entry.Expires?.ToString("u", CultureInfo.InvariantCulture) ?? "ever"} '{entry.Comment}'";

    private static string Rule(EdgeRule rule) => $"\n  {rule.Name}\n    when {Conditions(rule.When)}\n    except {Conditions(rule.Except)}\n    then {Actions(rule.Then)}\n ";

    private static string Conditions(EdgeConditions c) =>
        $"recipients [{string.Join("; ", c.Recipients)}] senders [{string.Join("; ", c.Senders)}] headers [{string.Join("; ", c.Headers.Select(h => $"{h.Key}: {string.Join(" or ", h.Value)}"))}] "
        + $"subject {c.Subject} text {c.SubjectOrBody} attachment {c.AttachmentSize} message {c.MessageSize} scl {c.Scl}";

    private static string Actions(EdgeActions a) =>
        $"add [{string.Join(" ", a.AddRecipients)}] copy [{string.Join(" ", a.BlindCopy)}] subject '{a.PrependSubject}' set [{string.Join("; ", a.SetHeaders)}] remove [{string.Join(" ", a.RemoveHeaders)}] "
        + $"scl {a.SetScl} log '{a.Log}' redirect {a.Redirect} quarantine {a.Quarantine} delete {a.Delete} reject {a.Reject} disconnect {a.Disconnect} stop {a.Stop}";

    private static string Directory(RecipientFilterPolicy filter) => filter.Directory is not { } d ? "" :
        $" asks {string.Join(" ", d.Servers.Select(s => s.Authority))} certificate name {d.Certificate.Name ?? "own"} roots {d.Certificate.TrustedRoots.Length} below {d.Base} for {d.Filter} "
        + $"as {d.User ?? "nobody"} password {d.Password?.ToString() ?? "none"} {d.Timeout} {d.Connections} connections {filter.Cache} unavailable {filter.OnUnavailable}";

    private static string Sorted(IEnumerable<string> texts) => string.Join(" ", texts.Order(StringComparer.Ordinal));

    private static string Receive(ReceiveConnector c) =>
        $"{c.Name} ({c.Location}) {string.Join(" ", c.EndPoints.Select(e => e.Address + (e.ImplicitTls ? " (TLS)" : "")))} from {c.RemoteAddresses?.Name ?? "any"} "
        + $"proxies [{string.Join(" ", c.ProxyProtocolFrom)}] as {c.Fqdn} banner {c.Banner ?? "usual"} certificates [{string.Join(" ", c.Certificates.Select(s => s.Name))}] "
        + $"{c.Tls.MinimumVersion} {c.Tls.MinimumKeyBits} bits TLS required {c.RequireTls} authentication {Authentication(c.Authentication)} relay {c.Relay} "
        + $"header firewall {c.HeaderFirewall} tarpit {c.Tarpit} protocol log {c.ProtocolLog}";

    private static string Authentication(ReceiveAuthentication a) =>
        a.IsOffered ? $"by {a.PasswordFile ?? a.InnerServer!.Name} required {a.Required}" : "none";

    private static string Send(SendConnector c) =>
        $"{c.Name} ({c.Location}) [{string.Join(" ", c.Domains)}] -> {string.Join(" ", c.Servers.Select(s => s.Authority))} TLS {c.Tls} "
        + $"certificate name {c.Certificate.Name ?? "own"} roots {c.Certificate.TrustedRoots.Length} pins {c.Certificate.Pins.Length} client {c.Certificate.ClientCertificate?.Name ?? "none"} as {c.Fqdn} "
        + $"user {c.User ?? "none"} password {c.Password?.ToString() ?? "none"} {c.MessagesPerConnection} messages, {c.ConnectTimeout} {c.CommandTimeout} {c.FinalTimeout} "
        + $"header firewall {c.HeaderFirewall} protocol log {c.ProtocolLog}";
}
