using System.Buffers;
using System.Text;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>
/// Refuses what Kestrel would answer with 400 by itself: targets of no form that RFC 9112 section 3.2 knows, and hosts that are none. Refused here they have a record, and
/// the rules of firewalls see them.
/// </summary>
internal static class RequestTarget
{
    private static readonly SearchValues<byte> s_plainHost = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Examines the target of a request and its host.</summary>
    /// <param name="line">The request line; it has been read once.</param>
    /// <param name="host">What its Host field says; empty where it has none.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Examine(ReadOnlySpan<byte> line, ReadOnlySpan<byte> host)
    {
        if (host.ContainsAnyExcept(s_plainHost) && !Authority.TryParse(Encoding.Latin1.GetString(host), out _))
        {
            return new Denial(DenialReason.InvalidHost, $"'{FieldLine.Text(host)}'");
        }

        var space = line.IndexOf((byte)' ');
        var target = line[(space + 1)..line.LastIndexOf((byte)' ')];
        if (line[..space].SequenceEqual("CONNECT"u8))
        {
            // RFC 9112 section 3.2.3: a host and a port.
            return !Authority.TryParse(Encoding.ASCII.GetString(target), out var authority) || authority.Port is null ? new Denial(DenialReason.MalformedRequest, "CONNECT to no host and port")
                : !target.SequenceEqual(host) ? new Denial(DenialReason.ConnectRefused, "CONNECT to another host than its Host field names")
                : null;
        }

        var query = target.IndexOf((byte)'?');
        if ((query < 0 ? target : target[..query]).IndexOf("%00"u8) >= 0)
        {
            return new Denial(DenialReason.InvalidTarget, "a null character in the path");
        }

        if (target[0] == '/' || (target is [(byte)'*'] && line[..space].SequenceEqual("OPTIONS"u8)))
        {
            return null;
        }

        return Uri.TryCreate(Encoding.ASCII.GetString(target), UriKind.Absolute, out _)
            ? null
            : new Denial(DenialReason.MalformedRequest, "the target is neither a path nor an absolute URL");
    }

    /// <summary>Whether a request of HTTP/1.0 has to say how long its body is (RFC 1945 section 7.2.2).</summary>
    /// <param name="line">The request line.</param>
    public static bool NeedsLength(ReadOnlySpan<byte> line) => line.StartsWith("POST "u8) || line.StartsWith("PUT "u8);
}
