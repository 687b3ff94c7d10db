using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary><c>/health/ready</c>: 200, or 503 with what is missing, or that the server is being drained. A load balancer asks it, so it tells names of farms and connectors and nothing of what is behind them.</summary>
/// <param name="source">Looks.</param>
public sealed class ReadinessEndpoint(ReadinessSource source) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/health/ready";

    /// <inheritdoc/>
    internal override OperationsAudience Audience => OperationsAudience.Anybody;

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http)
    {
        var readiness = source();
        var content = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("status", readiness.Draining ? "draining" : readiness.IsReady ? "ready" : "unready");
            json.WriteBoolean("policy", readiness.PolicyInForce);
            json.WriteBoolean("listeners", readiness.ListenersBound);
            Write(json, "farmsWithoutServer", readiness.FarmsWithoutServer);
            json.WriteBoolean("receiveConnectors", readiness.ReceiveConnectorsBound);
            Write(json, "sendConnectorsWithoutServer", readiness.SendConnectorsWithoutServer);
            json.WriteBoolean("virusScanner", readiness.VirusScannerAnswers);
            json.WriteEndObject();
        }

        var status = readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return SendAsync(http, status, "application/json", content.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
