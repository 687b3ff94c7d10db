namespace WebPublisher.Administration.Model;

/// <summary>One decision: a request, a message or an SMTP session. The data of the event <c>decision</c> of <c>GET /api/events</c> and an item of <c>GET /api/decisions</c>.</summary>
/// <param name="Reference">The number <c>explain</c> takes.</param>
/// <param name="Time">When it began.</param>
/// <param name="Kind"><c>request</c>, <c>message</c> or <c>session</c>.</param>
/// <param name="Outcome"><c>served</c>, <c>refused</c>, <c>failed</c> or <c>held</c>.</param>
/// <param name="Client">The client's address.</param>
/// <param name="What">Method and canonical URL with its query redacted, or sender and recipients.</param>
/// <param name="By">The rule or the agent that decided; null for none.</param>
/// <param name="Reason">Why, in one word, such as <c>DefaultDeny</c> or the agent's reason.</param>
/// <param name="Answer">The status and sub-code, or the SMTP reply.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Bytes">Octets passed on.</param>
internal sealed record Decision(
    string Reference,
    DateTimeOffset Time,
    string Kind,
    string Outcome,
    string Client,
    string What,
    string? By,
    string? Reason,
    string Answer,
    double Milliseconds,
    long Bytes);
