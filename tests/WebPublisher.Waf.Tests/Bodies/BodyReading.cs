using System.Text;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

/// <summary>Reads a body, whole or in pieces, and writes down all that was found.</summary>
internal static class BodyReading
{
    public const string Multipart = "multipart/form-data; boundary=b";

    public static string Read(BodyProcessor processor, string body, string contentType = Multipart, BodyLimits? limits = null, bool keepsRaw = false, bool isWhole = true)
        => Read(processor, Encoding.Latin1.GetBytes(body), contentType, limits, keepsRaw, isWhole: isWhole);

    public static string Read(BodyProcessor processor, byte[] body, string contentType = Multipart, BodyLimits? limits = null, bool keepsRaw = false, int piece = int.MaxValue, bool isWhole = true)
    {
        using var arena = new TextArena();
        using var request = new RequestBody(arena);
        request.Begin(processor, ByteText.FromString(contentType), keepsRaw, '&', limits ?? BodyLimits.Default);
        foreach (var bytes in body.Chunk(piece))
        {
            request.Append(bytes);
        }

        request.Complete(isWhole);
        return Describe(request.Parsed);
    }

    public static string Describe(ParsedBody parsed)
    {
        var text = new StringBuilder();
        foreach (var argument in parsed.QueryArguments)
        {
            text.Append($"get {argument.Name}={argument.Value}\n");
        }

        foreach (var argument in parsed.Arguments)
        {
            text.Append($"{argument.Name}={argument.Value}\n");
        }

        foreach (var file in parsed.Files)
        {
            text.Append($"file {file.Name}={file.FileName} {file.Size}\n");
        }

        foreach (var header in parsed.PartHeaders)
        {
            text.Append($"header {header.Name}={header.Value}\n");
        }

        if (parsed.Xml.IsPresent)
        {
            text.Append($"xml {parsed.Xml.Text}\n");
            foreach (var value in parsed.Xml.AttributeValues)
            {
                text.Append($"@ {value}\n");
            }
        }

        text.Append(parsed.Raw.IsEmpty ? "" : $"raw {parsed.Raw}\n");
        text.Append(parsed.Flaws == MultipartFlaws.None ? "" : $"flaws {parsed.Flaws}\n");
        text.Append(parsed.HasInvalidEncoding ? "invalid encoding\n" : "");
        text.Append(parsed.IsTooLong ? "too long\n" : "");
        text.Append(parsed.HasError ? $"error {parsed.Error}\n" : "");
        return text.ToString();
    }
}
