using System.Globalization;
using WebPublisher.Wording;

namespace WebPublisher.Refusals;

/// <summary>Writes what is kept of a refusal for a reader.</summary>
internal static class RefusalText
{
    /// <summary>Writes one piece of evidence.</summary>
    public static void Write(TextWriter output, Evidence evidence)
    {
        switch (evidence)
        {
            case RequestEvidence request:
                Write(output, request);
                break;
            case MessageEvidence message:
                Write(output, message);
                break;
            case SessionEvidence session:
                Write(output, session);
                break;
        }
    }

    private static void Write(TextWriter output, RequestEvidence request)
    {
        Head(output, "Request", request, request.Decision);
        Line(output, "answer", $"{Status(request)} {request.Title}".TrimEnd());
        Line(output, "reason", $"{request.Reason}{(request.Detail is null ? "" : $": {request.Detail}")}");
        Line(output, "rule", request.Rule ?? "none was reached");
        Line(output, "section", request.Section);
        Line(output, "request", $"{request.Method} {request.Url}{(request.Protocol is null ? "" : $" {request.Protocol}")}");
        if (request.Firewall is { } firewall)
        {
            Write(output, firewall);
        }

        Line(output, "client", request.Client);
        Line(output, "listener", $"{request.Listener}{(request.Local is null ? "" : $" ({request.Local})")}");
        Line(output, "TLS", request.Tls is null ? "in clear" : $"{request.Tls} {request.Cipher}");
        Line(output, "agent", request.UserAgent);
        if (request.Farm is not null)
        {
            Line(output, "front end", $"{request.Farm}: {request.FrontEnd ?? "no server"}, {Count.Of(request.Attempts, "attempt")}");
        }

        Line(output, "times", Times(request.Milliseconds, "front end", request.FrontEndMilliseconds));
        Line(output, "octets", $"{request.RequestBytes} received, {request.ResponseBytes} sent");
        Line(output, "policy", $"revision {request.Policy}");
        Line(output, "trace", request.Trace);
    }

    private static void Write(TextWriter output, FirewallEvidence firewall)
    {
        Line(output, "firewall", $"{firewall.Verdict} ({firewall.Mode}), score {firewall.InboundScore} of the request, {firewall.OutboundScore} of the answer");
        Line(output, "", firewall.Shortfall);
        foreach (var match in firewall.Matches)
        {
            var value = match.Variable is null ? "" : $" {match.Variable}{(match.Value is null ? "" : $" = {match.Value}")}";
            Line(output, "", $"{match.Id} {match.Message}{(match.Severity is null ? "" : $" ({match.Severity})")}");
            Line(output, "", $"  phase {match.Phase}{value}  [{match.File}:{match.Line}]");
            Line(output, "", match.Data is null ? null : $"  {match.Data}");
        }

        Line(output, "", firewall.LeftOut == 0 ? null : $"and {Count.Of(firewall.LeftOut, "more match", "more matches")}");
    }

    private static void Write(TextWriter output, MessageEvidence message)
    {
        Head(output, "Message", message, message.Outcome);
        Line(output, "reply", message.Reply ?? "none");
        Line(output, "sender", message.Sender);
        Line(output, "accepted", $"{Count.Of(message.Accepted, "recipient")} {string.Join(' ', message.Recipients)}".TrimEnd());
        Line(output, "refused", Count.Of(message.Refused, "recipient"));
        foreach (var refused in message.RefusedRecipients)
        {
            Line(output, "", $"{refused.Recipient} {refused.Reply}");
        }

        Findings(output, message.Findings);
        Line(output, "route", message.Route is null ? "none was reached" : $"send connector {message.Route}");
        Line(output, "content", $"{message.Bytes} octets");
        Line(output, "removed", message.RemovedFields.IsEmpty ? null : $"by the header firewall: {string.Join(' ', message.RemovedFields)}");
        Line(output, "client", $"{message.Client} '{message.ClientName}'{(message.User is null ? "" : $", logged on as {message.User}")}{(message.IsSecure ? ", under TLS" : "")}");
        Line(output, "connector", message.Connector);
        Line(output, "times", Times(message.Milliseconds, "inner server", message.ServerMilliseconds));
        Line(output, "session", message.Session);
    }

    private static void Write(TextWriter output, SessionEvidence session)
    {
        Head(output, "Session", session, $"ended by {session.End}");
        Line(output, "refusal", $"{session.LastRefusal} (the last one)");
        Findings(output, session.Findings);
        Line(output, "client", $"{session.Client} '{session.ClientName}'{(session.User is null ? "" : $", logged on as {session.User}")}");
        Line(output, "balancer", session.Balancer);
        Line(output, "connector", $"{session.Connector}{(session.Local is null ? "" : $" ({session.Local})")}");
        Line(output, "TLS", session.Tls is null ? "in clear" : $"{session.Tls} {session.Cipher}");
        Line(output, "counted", $"{Count.Of(session.Messages, "message")} taken, {Count.Of(session.Errors, "protocol error")}, {session.Bytes} octets received");
        Line(output, "times", Times(session.Milliseconds, "", part: null));
    }

    private static void Head(TextWriter output, string what, Evidence evidence, string outcome) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what} {evidence.Reference}: {outcome}, on {evidence.Server}, {evidence.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC"));

    private static void Findings(TextWriter output, IReadOnlyList<FindingEvidence> findings)
    {
        Line(output, "findings", findings.Count == 0 ? "none of an agent" : null);
        for (var i = 0; i < findings.Count; i++)
        {
            Line(output, i == 0 ? "findings" : "", findings[i].ToString());
        }
    }

    private static string Status(RequestEvidence request) =>
        $"{request.Status}{(request.SubStatus > 0 ? $".{request.SubStatus}" : "")}{(request.Code > 0 ? $", code {request.Code}" : "")}:";

    private static string Times(double milliseconds, string who, double? part) => part is null or 0
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms, of which {who} {part} ms");

    private static void Line(TextWriter output, string name, string? value)
    {
        if (value is not null)
        {
            output.WriteLine($"  {name,-9}  {value}");
        }
    }
}
