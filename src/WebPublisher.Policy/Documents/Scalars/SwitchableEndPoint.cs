using System.Net;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>An address and port, or <c>off</c>.</summary>
/// <param name="EndPoint">The address and port, or null when switched off.</param>
public readonly record struct SwitchableEndPoint(IPEndPoint? EndPoint);
