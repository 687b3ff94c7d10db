using System.Globalization;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A time of day to the minute; <c>24:00</c> is the midnight that ends a day.</summary>
internal sealed class TimeOfDayType : ScalarType<TimeOnly>
{
    public override string Noun => "a time of day such as \"08:00\"";

    public override string? Parse(YamlScalar scalar, string directory, out TimeOnly value)
    {
        value = TimeOnly.MinValue;
        if (scalar.Text == "24:00")
        {
            return null;
        }

        return TimeOnly.TryParseExact(scalar.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value) ? null : Not(scalar.Text);
    }

    public override JsonObject Schema() => TextSchema("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$");
}
