using WebPublisher.Conformance.Web.Cases;
using WebPublisher.Conformance.Web.Recording;
using WebPublisher.Conformance.Web.Talking;

namespace WebPublisher.Conformance.Web.Judging;

/// <summary>What happened when a case was played.</summary>
/// <param name="Case">The case.</param>
/// <param name="Mark">What its request is known by.</param>
/// <param name="First">What its client got.</param>
/// <param name="IsClosed">Whether its connection was closed in the end.</param>
/// <param name="VictimMark">What the request of another client, right after it, is known by.</param>
/// <param name="Victim">What that client got.</param>
/// <param name="Connections">What reached the front end.</param>
internal sealed record Played(WebCase Case, string Mark, Heard First, bool IsClosed, string VictimMark, Heard Victim, IReadOnlyList<RecordedConnection> Connections);
