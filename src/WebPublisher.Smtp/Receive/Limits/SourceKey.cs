using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Receive.Limits;

/// <summary>A source at a connector.</summary>
internal readonly record struct SourceKey(string Connector, SourceNetwork Network);
