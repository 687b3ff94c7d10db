using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Commands;

/// <summary>Puts parts of an answer into words.</summary>
internal static class AnswerWords
{
    /// <summary>The canonical URL of a query.</summary>
    public static string Url(in RuleQuery query) =>
        $"{query.Scheme}://{new Authority(query.Target.Host, query.Target.Port).ToString(query.Scheme)}{query.Target.EncodedPath}{query.Target.Query}";

    /// <summary>What happens, in a sentence.</summary>
    public static string Decision(PolicyAnswer answer)
    {
        if (answer.IsUnanswered)
        {
            return "Nothing answers: no listener of the policy speaks the scheme of this URL.";
        }

        var by = answer.Rule is { } rule ? $" by rule '{rule}'" : "";
        if (answer.Denial is { } denial)
        {
            var status = denial.SubStatus > 0 ? $"{denial.Status}.{denial.SubStatus}" : $"{denial.Status}";
            var code = denial.Code > 0 ? $", code {denial.Code}" : "";
            var detail = denial.Detail is null ? "" : $" ({denial.Detail})";
            return $"Denied{by}: {status}{code}. {denial.Title}{detail}";
        }

        return answer.Outcome!.Value switch
        {
            { Decision: PublishingDecision.Redirected } redirect => $"Redirected{by}: {redirect.Status} to {redirect.Location}",
            { Decision: PublishingDecision.Tunnelled } => $"Tunnelled{by}: it goes by the name in the TLS handshake; the connection is relayed unopened and no request is seen.",
            _ => $"Forwarded{by}.",
        };
    }

    /// <summary>What a bridging mode means for the front end.</summary>
    public static string Bridging(PublishAction publish) => publish.Bridging switch
    {
        BridgingMode.Https when publish.To.Certificate.Name is { } name => $"https: encrypted again; the front end's certificate must carry {name}",
        BridgingMode.Https => "https: encrypted again; the front end's certificate must carry its host name",
        BridgingMode.Http => "http: forwarded in clear",
        _ => "tunnel: relayed by SNI, never decrypted",
    };

    /// <summary>A size as the policy writes it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 when bytes % (1L << 30) == 0 => $"{bytes >> 30}GB",
        >= 1L << 20 when bytes % (1L << 20) == 0 => $"{bytes >> 20}MB",
        >= 1L << 10 when bytes % (1L << 10) == 0 => $"{bytes >> 10}KB",
        _ => $"{bytes}",
    };

    /// <summary>The URL the front end's first server is asked for; null when the request does not get there, or nobody but the front end sees it.</summary>
    public static string? InnerUrl(PolicyAnswer answer)
    {
        if (answer is not { Query: { } query, Outcome: { Publish: { } publish } outcome } || publish.Bridging == BridgingMode.Tunnel)
        {
            return null;
        }

        var scheme = publish.Bridging == BridgingMode.Http ? "http" : "https";
        var server = publish.To.Servers[0];
        return $"{scheme}://{new Authority(server.Host, server.Port).ToString(scheme)}{outcome.InnerPath(query.Target)}{query.Target.Query}";
    }
}
