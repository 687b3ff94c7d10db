using System.Net;

namespace WebPublisher.Commands;

/// <summary>A request that is only imagined: what would the policy do with it?</summary>
/// <param name="Method">The method, as a client would send it.</param>
/// <param name="Url">An absolute URL.</param>
/// <param name="Client">The client's address, or null for a stranger: one in no client address set.</param>
/// <param name="Instant">When it arrives.</param>
/// <param name="Listener">Name of the listener it comes in by, or null for the one that the URL's scheme and port lead to.</param>
internal sealed record PolicyQuestion(string Method, string Url, IPAddress? Client, DateTimeOffset Instant, string? Listener = null);
