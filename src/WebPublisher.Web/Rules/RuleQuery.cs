using System.Net;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Rules;

/// <summary>What publishing rules are asked about: one request, real or imagined by <c>explain</c> and <c>test</c>.</summary>
public readonly record struct RuleQuery
{
    /// <summary>The listener it came in by; its protocol is the request's scheme.</summary>
    public required ListenerPolicy Listener { get; init; }

    /// <summary>Its canonical URL.</summary>
    public required CanonicalTarget Target { get; init; }

    /// <summary>Its method, as sent (case-sensitive, RFC 9110 section 9.1).</summary>
    public required string Method { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>When it arrived: what schedules are compared with.</summary>
    public required DateTimeOffset Instant { get; init; }

    /// <summary>Key length of its TLS session in bits; null when there is none or it is not known, which no rule finds too short.</summary>
    public int? KeyBits { get; init; }

    /// <summary>Whether it came over TLS.</summary>
    public bool IsSecure => Listener.Protocol == ListenerProtocol.Https;

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme => IsSecure ? "https" : "http";
}
