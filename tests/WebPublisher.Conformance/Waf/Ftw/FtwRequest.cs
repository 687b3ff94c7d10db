using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>The octets of a request as the runner of its dialect would send them.</summary>
internal static partial class FtwRequest
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Completes a request.</summary>
    /// <exception cref="FormatException">What claims to be base64 is not.</exception>
    public static byte[] OctetsOf(FtwStage stage)
    {
        var input = stage.Input;
        if (input.EncodedRequest is { } encoded)
        {
            return Convert.FromBase64String(encoded);
        }

        if (input.RawRequest is { } raw)
        {
            return Encoding.Latin1.GetBytes(Unescape(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(raw))));
        }

        var headers = input.Headers.ToList();
        var body = stage.Dialect == FtwDialect.Python ? PythonBody(input, headers) : GoBody(input, headers);
        var head = new StringBuilder($"{input.Method} {Expand(input.Target)} {input.Version}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(Expand(value)).Append("\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    private static byte[] PythonBody(FtwInput input, List<(string Name, string Value)> headers)
    {
        // Names are compared with their case, and a length counts characters.
        var data = input.Data;
        if (data.Length == 0)
        {
            return [];
        }

        if (input.IsCompleted && !headers.Exists(header => header.Name == "Content-Type"))
        {
            headers.Add(("Content-Type", Form));
        }

        if (input.IsCompleted && headers.Find(header => header.Name == "Content-Type").Value == Form)
        {
            data = FormEncoding.LikePython(data);
        }

        if (input.IsCompleted && !headers.Exists(header => header.Name == "Content-Length"))
        {
            headers.Add(("Content-Length", data.EnumerateRunes().Count().ToString(CultureInfo.InvariantCulture)));
        }

        return Encoding.UTF8.GetBytes(data);
    }

    private static byte[] GoBody(FtwInput input, List<(string Name, string Value)> headers)
    {
        var body = input.EncodedData is { } encoded ? Convert.FromBase64String(encoded) : Encoding.UTF8.GetBytes(Expand(input.Data));
        if (body.Length > 0 && input.IsCompleted)
        {
            if (!Has(headers, "Content-Type"))
            {
                headers.Add(("Content-Type", Form));
            }

            if (headers.Exists(header => IsContentType(header.Name) && header.Value.Equals(Form, StringComparison.OrdinalIgnoreCase)))
            {
                body = Encoding.UTF8.GetBytes(FormEncoding.LikeGo(Encoding.UTF8.GetString(body)));
            }
        }

        if (headers.Exists(header => IsContentType(header.Name) && header.Value.Contains("multipart/form-data;", StringComparison.OrdinalIgnoreCase)))
        {
            body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        if (input.IsCompleted)
        {
            if (!Has(headers, "Connection"))
            {
                headers.Add(("Connection", "close"));
            }

            if (!Has(headers, "Content-Length") && (body.Length > 0 || HasBodyByNature().IsMatch(input.Method)))
            {
                headers.Add(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return body;
    }

    private static bool Has(List<(string Name, string Value)> headers, string name) => headers.Exists(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one template that tests use: a text repeated.</summary>
    private static string Expand(string text) => Repetition().Replace(text, match =>
        string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))));

    private static string Unescape(string text) => Escape().Replace(text, match => match.Groups[1].ValueSpan[0] switch
    {
        'r' => "\r",
        'n' => "\n",
        't' => "\t",
        'x' => ((char)byte.Parse(match.Groups[2].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString(),
        _ => match.Groups[1].Value,
    });

    // As go-ftw has it, where the anchors bind to the first and the last word only.
    [GeneratedRegex("^POST|PUT|PATCH|DELETE$")]
    private static partial Regex HasBodyByNature();

    [GeneratedRegex("""\{\{\s*"((?:[^"\\]|\\.)*)"\s*\|\s*repeat\s+(\d+)\s*\}\}""")]
    private static partial Regex Repetition();

    [GeneratedRegex(@"\\(x([0-9A-Fa-f]{2})|[rnt\\'""])")]
    private static partial Regex Escape();
}
