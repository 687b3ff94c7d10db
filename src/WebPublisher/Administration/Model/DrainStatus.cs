namespace WebPublisher.Administration.Model;

/// <summary>The answer to <c>POST /api/drain</c>: how far it is.</summary>
/// <param name="Phase"><c>running</c>, <c>draining</c> or <c>drained</c>.</param>
/// <param name="Requests">Requests and tunnels under way.</param>
/// <param name="Sessions">SMTP sessions under way.</param>
internal sealed record DrainStatus(
    string Phase,
    int Requests,
    int Sessions);
