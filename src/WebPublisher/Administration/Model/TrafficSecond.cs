namespace WebPublisher.Administration.Model;

/// <summary>One second.</summary>
/// <param name="Time">Its beginning.</param>
/// <param name="Requests">Requests that ended.</param>
/// <param name="RequestsRefused">Of them, those that were denied.</param>
/// <param name="RequestsFailed">Of them, those a front end failed (5xx of ours).</param>
/// <param name="Messages">SMTP transactions that ended.</param>
/// <param name="MessagesRefused">Of them, those that were refused, held or deleted.</param>
/// <param name="BytesIn">Octets of bodies and messages received.</param>
/// <param name="BytesOut">Octets of bodies sent.</param>
/// <param name="Milliseconds">Mean duration of the requests; 0 for none.</param>
internal sealed record TrafficSecond(
    DateTimeOffset Time,
    long Requests,
    long RequestsRefused,
    long RequestsFailed,
    long Messages,
    long MessagesRefused,
    long BytesIn,
    long BytesOut,
    double Milliseconds);
