using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary><c>/health/live</c>: the process is up and answers. A supervisor restarts it when this fails, so nothing that a restart does not mend is looked at.</summary>
public sealed class LivenessEndpoint : OperationsEndpoint
{
    private static readonly byte[] s_answer = """{"status":"live"}"""u8.ToArray();

    /// <inheritdoc/>
    public override string Path => "/health/live";

    /// <inheritdoc/>
    internal override OperationsAudience Audience => OperationsAudience.Anybody;

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => SendAsync(http, StatusCodes.Status200OK, "application/json", s_answer);
}
