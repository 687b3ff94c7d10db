using System.Globalization;
using System.Text;

namespace WebPublisher.Telemetry;

/// <summary>The labels of one sample, in order. Names that become the same are joined, as OpenTelemetry's compatibility rules say; empty values are as good as absent.</summary>
internal sealed class PrometheusLabels
{
    private readonly OrderedDictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>Adds a tag or attribute.</summary>
    public void Add(string name, object? value)
    {
        var text = value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (text is "")
        {
            return;
        }

        var label = PrometheusNames.Label(name);
        _labels[label] = _labels.TryGetValue(label, out var before) ? $"{before};{text}" : text;
    }

    /// <summary>The labels and one more, in braces.</summary>
    public string With(string name, string value)
    {
        var text = Inner();
        return $"{{{text}{(text is "" ? "" : ",")}{name}=\"{value}\"}}";
    }

    /// <summary>The labels in braces, or nothing when there are none.</summary>
    public override string ToString() => Inner() is { Length: > 0 } text ? $"{{{text}}}" : "";

    private string Inner()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _labels)
        {
            text.Append(text.Length > 0 ? "," : "").Append(name).Append("=\"");
            foreach (var character in value)
            {
                text.Append(character switch
                {
                    '\\' => "\\\\",
                    '"' => "\\\"",
                    '\n' => "\\n",
                    _ => character.ToString(),
                });
            }

            text.Append('"');
        }

        return text.ToString();
    }
}
