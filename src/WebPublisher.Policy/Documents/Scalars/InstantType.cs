using System.Globalization;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A moment with its offset from UTC (RFC 3339, seconds without fraction).</summary>
internal sealed class InstantType : ScalarType<DateTimeOffset>
{
    public override string Noun => "a moment such as \"2026-11-21T10:00:00Z\" or \"2026-11-21T10:00:00+01:00\"";

    public override string? Parse(YamlScalar scalar, string directory, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(scalar.Text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
        && scalar.Text.Length > "yyyy-MM-ddTHH:mm:ss".Length
            ? null
            : Not(scalar.Text);

    public override JsonObject Schema() => TextSchema("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$");
}
