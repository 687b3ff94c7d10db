using System.Globalization;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="LineLimit"/>.</summary>
internal sealed class LineLimitType : ScalarType<LineLimit>
{
    // The shortest verbs have four letters. The longest lines that any extension asks for are those of AUTH, 12288 bytes (RFC 4954 section 4).
    private const int Least = 4;
    private const int Most = 20000;

    private static readonly LineLimit Off = new(Maximum: null);

    public override string Noun => "a number of bytes such as 512, or off";

    public override string? Parse(YamlScalar scalar, string directory, out LineLimit value)
    {
        value = Off;
        if (scalar.Text == "off")
        {
            return null;
        }

        if (scalar is { IsPlain: true, Text: "false" })
        {
            return $"expected {Noun}; write off";
        }

        if (!int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return Not(scalar.Text);
        }

        value = new LineLimit(length);
        return length is >= Least and <= Most ? null : $"{Quoted.Text(scalar.Text)} is out of range; it must be between {Least} and {Most}, or off";
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = "^(off|[0-9]+)$",
        ["minimum"] = Least,
        ["maximum"] = Most,
    };
}
