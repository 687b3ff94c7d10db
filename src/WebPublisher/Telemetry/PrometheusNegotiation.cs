using System.Net.Http.Headers;

namespace WebPublisher.Telemetry;

/// <summary>Which format a scraper gets, by its Accept field (RFC 9110 section 12.5.1).</summary>
public static class PrometheusNegotiation
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>OpenMetrics when it is asked for at least as eagerly as plain text, else plain text, which every scraper reads.</summary>
    /// <param name="accept">The field's values, which may be empty or malformed.</param>
    public static PrometheusFormat Choose(IEnumerable<string?> accept)
    {
        var openMetrics = 0.0;
        var text = 0.0;
        foreach (var part in accept.SelectMany(value => (value ?? "").Split(',')))
        {
            if (!MediaTypeWithQualityHeaderValue.TryParse(part, out var range))
            {
                continue;
            }

            var quality = range.Quality ?? 1;
            if (OpenMetrics.Equals(range.MediaType, StringComparison.OrdinalIgnoreCase) && IsOurs(range))
            {
                openMetrics = Math.Max(openMetrics, quality);
            }
            else if (range.MediaType is "text/plain" or "text/*" or "*/*")
            {
                text = Math.Max(text, quality);
            }
        }

        return openMetrics > 0 && openMetrics >= text ? PrometheusFormat.OpenMetrics : PrometheusFormat.Text;
    }

    /// <summary>The Content-Type of a format.</summary>
    public static string ContentType(PrometheusFormat format) => format switch
    {
        PrometheusFormat.OpenMetrics => OpenMetrics + "; version=1.0.0; charset=utf-8",
        _ => "text/plain; version=0.0.4; charset=utf-8",
    };

    private static bool IsOurs(MediaTypeWithQualityHeaderValue range)
    {
        var version = range.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value;
        return version is null || version.Trim('"') is "1.0.0" or "0.0.1";
    }
}
