using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Compilation;

/// <summary>Who listens where: no address and port is bound twice.</summary>
/// <param name="diagnostics">Receives errors.</param>
internal sealed class EndPointClaims(DiagnosticList diagnostics)
{
    private readonly List<(string Owner, IPEndPoint EndPoint)> _taken = [];

    /// <summary>Enters an end point before any other claims it.</summary>
    /// <param name="endPoint">The address and port.</param>
    /// <param name="owner">Who listens there, as others are told.</param>
    public void Reserve(IPEndPoint endPoint, string owner) => _taken.Add((owner, endPoint));

    /// <summary>Enters an end point; one that is taken is an error that names who has it.</summary>
    /// <param name="endPoint">The address and port, where it is written.</param>
    /// <param name="owner">Who is to listen there, as others are told.</param>
    public void Claim(Located<IPEndPoint> endPoint, string owner)
    {
        if (_taken.Find(t => Collide(t.EndPoint, endPoint.Value)) is ({ } other, { } taken))
        {
            diagnostics.Error(endPoint.Location, $"{endPoint.Value} is taken by {other} ({taken})");
        }

        _taken.Add((owner, endPoint.Value));
    }

    // Port 0 lets the system choose. An unspecified address takes the port on every address of its family, [::] on those of IPv4 as well.
    private static bool Collide(IPEndPoint a, IPEndPoint b) =>
        a.Port != 0 && a.Port == b.Port && (a.Address.Equals(b.Address) || Spans(a.Address, b.Address) || Spans(b.Address, a.Address));

    private static bool Spans(IPAddress wide, IPAddress other) =>
        wide.Equals(IPAddress.IPv6Any) || (wide.Equals(IPAddress.Any) && other.AddressFamily == wide.AddressFamily);
}
