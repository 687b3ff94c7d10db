using System.Text;
using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>
/// Decides from its header what a part is. Takes whatever reading shows most, and tells where there is more than one.
/// </summary>
internal sealed class PartInterpreter(WalkContext context, MimePart part, bool isInDigest)
{
    private const int MostBoundary = 70;

    /// <summary>Completes the part.</summary>
    public PartForm Interpret()
    {
        var types = Fields("Content-Type");
        var encodings = Fields("Content-Transfer-Encoding");
        var dispositions = Fields("Content-Disposition");
        var type = Choose(types);

        ReadType(type);
        ReadEncoding(encodings);
        part.Disposition = dispositions.Count == 0 ? "" : dispositions[0].Value.ToLowerInvariant();
        part.Charset = type?.Find("charset")?.Trim().ToLowerInvariant() ?? "";
        ReadNames([.. dispositions, .. types]);
        TellOpaque(type);

        var boundary = type is null ? null : ReadBoundary(type);
        return new PartForm(boundary, IsUndeclared: type is null || !MediaType.TryParse(type.Value, out var declared) || !declared.IsRegistered);
    }

    /// <summary>The fields of a name, in any spelling that some reader takes for it.</summary>
    private List<StructuredField> Fields(string name)
    {
        var fields = new List<StructuredField>();
        string? first = null;
        foreach (var field in part.Header.Fields)
        {
            if (!FieldName.Resembles(field.RawName, name, out var isExact))
            {
                continue;
            }

            if (!isExact)
            {
                Tell(MimeFindingKind.FieldNameMalformed, field.RawName);
            }

            var text = field.Unfolded;
            if (text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\n', '\u001f') || text.Contains('\u007f', StringComparison.Ordinal))
            {
                Tell(MimeFindingKind.HeaderControlCharacter, text);
            }

            if (first is not null && !first.Trim().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                Tell(MimeFindingKind.DuplicateField, $"{name}: {text}");
            }

            first ??= text;
            var parsed = StructuredField.Parse(text, context.Limits.MaximumParameters);
            if (parsed.Oddities.HasFlag(FieldOddities.TooMany))
            {
                Tell(MimeFindingKind.TooManyParameters, text);
            }

            fields.Add(parsed);
            if (fields.Count >= context.Limits.MaximumParameters)
            {
                break;
            }
        }

        return fields;
    }

    /// <summary>Of several types, the one that opens the most.</summary>
    private static StructuredField? Choose(List<StructuredField> types)
        => types.Find(type => type.Value.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) ?? types.FirstOrDefault();

    private void ReadType(StructuredField? type)
    {
        if (type is null)
        {
            part.MediaType = isInDigest ? MediaType.Message : MediaType.TextPlain;
        }
        else if (MediaType.TryParse(type.Value, out var mediaType))
        {
            part.MediaType = mediaType;
            if (mediaType.Type != "multipart" && mediaType.Type.Contains("multipart", StringComparison.Ordinal))
            {
                Tell(MimeFindingKind.TypeMalformed, type.Text);
            }
        }
        else if (MayDecideStructure(type.Text))
        {
            Tell(MimeFindingKind.TypeMalformed, type.Text);
        }

        part.Kind = part.MediaType switch
        {
            { Type: "multipart" } => MimePartKind.Multipart,
            { Type: "message", Subtype: "rfc822" or "global" or "news" } => MimePartKind.Message,
            _ => MimePartKind.Leaf,
        };

        if (part.Kind != MimePartKind.Leaf && type is not null && (type.Oddities & ~FieldOddities.TooMany) != FieldOddities.None)
        {
            Tell(MimeFindingKind.ParameterMalformed, type.Text);
        }
    }

    private static bool MayDecideStructure(string text)
        => text.Contains("multipart", StringComparison.OrdinalIgnoreCase) || text.Contains("boundary", StringComparison.OrdinalIgnoreCase)
            || text.Contains("message/", StringComparison.OrdinalIgnoreCase);

    private void ReadEncoding(List<StructuredField> encodings)
    {
        if (encodings.Count == 0)
        {
            return;
        }

        var text = encodings.Find(encoding => encoding.Text.Trim().Length > 0)?.Text ?? "";
        if (!TransferEncodings.TryRead(text, out var encoding))
        {
            Tell(MimeFindingKind.EncodingUnknown, text);
        }

        part.Encoding = encoding;
        if (encoding != TransferEncoding.Identity && part.Kind != MimePartKind.Leaf && !part.MediaType.Is("message", "global"))
        {
            Tell(MimeFindingKind.EncodingOnComposite, $"{part.MediaType} {text}");
        }
    }

    private void ReadNames(List<StructuredField> fields)
    {
        if (part.Kind == MimePartKind.Multipart)
        {
            return;
        }

        var names = FileNameReadings.Read(fields, context.Limits, out var isComplete);
        if (!isComplete)
        {
            Tell(MimeFindingKind.TooManyParameters, names[0]);
        }

        part.FileNames = names;
        if (names.Select(FileTypes.Extension).Where(extension => extension.Length > 0).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            Tell(MimeFindingKind.FileNamesDisagree, string.Join(" | ", names));
        }

        if (names.Exists(name => name.AsSpan().ContainsAny('\u202d', '\u202e')))
        {
            Tell(MimeFindingKind.FileNameReversed, names[0]);
        }
    }

    private void TellOpaque(StructuredField? type)
    {
        var smime = type?.Find("smime-type")?.ToLowerInvariant();
        switch (part.MediaType)
        {
            case { Type: "message", Subtype: "partial" }:
                Tell(MimeFindingKind.PartialMessage, type!.Text);
                break;
            case { Type: "message", Subtype: "external-body" }:
                Tell(MimeFindingKind.ExternalBody, type!.Text);
                break;
            case { Type: "multipart", Subtype: "encrypted" }:
            case { Type: "application", Subtype: "pkcs7-mime" or "x-pkcs7-mime" } when smime is not ("signed-data" or "certs-only"):
                Tell(MimeFindingKind.Encrypted, type!.Text);
                break;
            case { Type: "application", Subtype: "ms-tnef" or "vnd.ms-tnef" }:
                Tell(MimeFindingKind.Tnef, part.FileName ?? "");
                break;
        }
    }

    private Boundary? ReadBoundary(StructuredField type)
    {
        var plain = type.Parameters.Where(parameter => parameter.Name == "boundary").Select(parameter => parameter.Value).ToList();
        var continued = ContinuedParameter.Read(type.Parameters, "boundary").Distinct(StringComparer.Ordinal).ToList();
        var all = plain.Concat(continued).Distinct(StringComparer.Ordinal).ToList();
        if (part.Kind != MimePartKind.Multipart)
        {
            return all.Count > 0 && all[0].Trim().Length > 0 ? new Boundary(Encoding.Latin1.GetBytes(all[0].Trim())) : null;
        }

        if (all.Count > 1)
        {
            Tell(MimeFindingKind.DuplicateParameter, type.Text);
        }

        if (all.Count == 0)
        {
            Tell(MimeFindingKind.BoundaryMissing, type.Text);
            part.Kind = MimePartKind.Leaf;
            return null;
        }

        var boundary = all[0];
        if (continued.Count > 0 || boundary.Contains("=?", StringComparison.Ordinal) && boundary.EndsWith("?=", StringComparison.Ordinal))
        {
            Tell(MimeFindingKind.BoundarySpelling, type.Text);
        }

        var octets = Encoding.Latin1.GetBytes(boundary.TrimEnd(' ', '\t', '\r'));
        if (octets.Length is 0 or > MostBoundary || octets.Length != boundary.Length || octets.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            Tell(MimeFindingKind.BoundaryMalformed, boundary);
        }

        return new Boundary(octets);
    }

    private void Tell(MimeFindingKind kind, string detail) => context.Tell(kind, part, part.HeaderOffset, detail);
}
