namespace WebPublisher.Tests.Telemetry;

/// <summary>A span as it is exported (opentelemetry/proto/trace/v1/trace.proto).</summary>
/// <param name="TraceId">In hexadecimal.</param>
/// <param name="Id">In hexadecimal.</param>
/// <param name="Parent">In hexadecimal; empty for a root.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">1 internal, 2 server, 3 client.</param>
/// <param name="Attributes">Texts and numbers.</param>
internal sealed record OtlpSpan(string TraceId, string Id, string Parent, string Name, int Kind, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Those of an export request.</summary>
    public static IEnumerable<OtlpSpan> ReadAll(ProtobufMessage request) =>
        request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)).Select(span => new OtlpSpan(
            Convert.ToHexStringLower(span.Octets(1)),
            Convert.ToHexStringLower(span.Octets(2)),
            Convert.ToHexStringLower(span.Octets(4)),
            span.Text(5),
            (int)span.Number(6),
            span.Messages(9).ToDictionary(attribute => attribute.Text(1), attribute => Value(attribute.Messages(2).Single()), StringComparer.Ordinal)));

    private static string Value(ProtobufMessage value) => value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}";
}
