namespace WebPublisher.Conformance.Web.Recording;

/// <summary>What came by one connection to the front end since the recording was begun anew.</summary>
/// <param name="Stream">What a strict reader makes of it.</param>
/// <param name="IsUpgraded">Whether it has become a tunnel.</param>
/// <param name="IsClosed">Whether it has ended.</param>
internal sealed record RecordedConnection(RecordedStream Stream, bool IsUpgraded, bool IsClosed);
