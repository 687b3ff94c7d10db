namespace WebPublisher.Administration.Model;

/// <summary>An address that is open.</summary>
/// <param name="Name">Name of the listener or receive connector.</param>
/// <param name="Kind"><c>listener</c>, <c>receiveConnector</c> or <c>screenerListener</c>.</param>
/// <param name="Address">Address and port, the real one where the policy says 0.</param>
/// <param name="Protocol"><c>https</c>, <c>http</c>, <c>smtp</c>, <c>smtps</c>, <c>milter</c>...</param>
/// <param name="Connections">Connections or sessions open now.</param>
internal sealed record ListenerStatus(
    string Name,
    string Kind,
    string Address,
    string Protocol,
    int Connections);
