namespace WebPublisher.Web.Bridging;

/// <summary>The front end closed the connection a client was logging on by. The rest of the logon means nothing on any other.</summary>
/// <param name="server">The server, <c>host:port</c>.</param>
/// <param name="innerException">What the connection failed by, or null.</param>
internal sealed class PinnedConnectionLostException(string server, Exception? innerException) : IOException($"{server} closed the connection in the middle of a logon", innerException);
