namespace WebPublisher.Web.Listeners.Http2;

/// <summary>A client's flood has ended its connection. An <see cref="IOException"/> because Kestrel takes that for the fault of the connection and not for one of its own.</summary>
internal sealed class FloodException(FloodKind kind) : IOException($"the client sent too much: {kind}");
