using System.Collections.Immutable;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Filtering;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Compilation.Filtering;

/// <summary>Compiles the signatures of an HTTP filter.</summary>
internal sealed class SignatureCompiler(DiagnosticList diagnostics)
{
    private const int MostSignatures = 100;
    private const int LongestSignature = 256;

    // Where a range is not written: most of what is looked for stands near the beginning, and a request's body is held back until so much of it has been looked through.
    private const long UsualBodyRange = 64 * 1024;
    private const long LongestRequestRange = 1024 * 1024;

    /// <summary>Compiles signatures; those with errors are left out.</summary>
    public ImmutableArray<Signature> Compile(DocumentList<FilterSignatureDocument> documents)
    {
        if (documents.Count > MostSignatures)
        {
            diagnostics.Error(documents[MostSignatures].Start, $"a filter has {MostSignatures} signatures at most");
        }

        var names = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var name in documents.Select(document => document.Name).OfType<Located<string>>())
        {
            if (!names.TryAdd(name.Value, name.Location))
            {
                diagnostics.Error(name.Location, $"signature {Quoted.Text(name.Value)} is already declared at {names[name.Value]}");
            }
        }

        return [.. documents.Select(Compile).OfType<Signature>()];
    }

    /// <summary>The signatures for the header fields of requests or answers, those of one field together.</summary>
    public static ImmutableArray<FieldSignatures> ByField(ImmutableArray<Signature> signatures, SignaturePlace place) =>
    [
        .. signatures.Where(signature => signature.Place == place)
            .GroupBy(signature => signature.Field, StringComparer.OrdinalIgnoreCase)
            .Select(group => new FieldSignatures(group.Key, SignatureSet.Of(group)!)),
    ];

    private Signature? Compile(FilterSignatureDocument document)
    {
        var bytes = Bytes(document);
        if (bytes is null || document is not { Name.Value: var name, In.Value: var place })
        {
            return null;
        }

        var isBody = place is SignaturePlace.RequestBody or SignaturePlace.ResponseBody;
        var signature = new Signature
        {
            Name = name,
            Place = place,
            Field = document.Field?.Value,
            Bytes = [.. bytes],
            IsExact = document.Hex is not null,
            From = document.From?.Value.Bytes ?? 0,
            To = document.To?.Value.Bytes ?? (isBody ? UsualBodyRange : long.MaxValue),
        };
        CheckField(document, place);
        CheckRange(document, signature);
        WarnOfUsualText(document, place);
        return signature;
    }

    private byte[]? Bytes(FilterSignatureDocument document)
    {
        if (document.Has(nameof(document.Text)) == document.Has(nameof(document.Hex)))
        {
            diagnostics.Error(document.Start, "a signature is either a text or hex: write one of them");
            return null;
        }

        if (document.Text is { } text)
        {
            return Checked(Encoding.UTF8.GetBytes(text.Value), text.Location);
        }

        if (document.Hex is not { } hex)
        {
            return null;
        }

        var digits = hex.Value.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
        {
            diagnostics.Error(hex.Location, $"{Quoted.Text(hex.Value)} is not hexadecimal; write two digits for each byte, as in 4D 5A 90 00");
            return null;
        }

        return Checked(Convert.FromHexString(digits), hex.Location);
    }

    private byte[]? Checked(byte[] bytes, SourceLocation location)
    {
        if (bytes.Length <= LongestSignature)
        {
            return bytes;
        }

        diagnostics.Error(location, $"a signature has {LongestSignature} bytes at most, this one has {bytes.Length}");
        return null;
    }

    private void CheckField(FilterSignatureDocument document, SignaturePlace place)
    {
        if (document.Field is not { } field)
        {
            return;
        }

        if (place is not (SignaturePlace.RequestHeaders or SignaturePlace.ResponseHeaders))
        {
            diagnostics.Error(document.LocationOf(nameof(document.Field)), "'field' belongs to signatures in requestHeaders or responseHeaders");
        }
        else if (!HeaderText.IsToken(field.Value))
        {
            diagnostics.Error(field.Location, $"{Quoted.Text(field.Value)} is not the name of a header field; it has letters, digits and hyphens");
        }
    }

    private void CheckRange(FilterSignatureDocument document, Signature signature)
    {
        if (signature.To - signature.From < signature.Bytes.Length)
        {
            var location = document.To?.Location ?? document.From?.Location ?? document.Start;
            diagnostics.Error(location, $"the {signature.Bytes.Length} bytes of the signature do not fit between byte {signature.From} and byte {signature.To}");
        }

        if (signature is { Place: SignaturePlace.RequestBody, To: > LongestRequestRange })
        {
            diagnostics.Error(
                document.To!.Value.Location, $"a request waits until what is looked through has arrived: no more than {new ByteSize(LongestRequestRange)} of its body can be");
        }
    }

    /// <summary>Warns of what stands in the URLs of harmless mail, or in none.</summary>
    private void WarnOfUsualText(FilterSignatureDocument document, SignaturePlace place)
    {
        if (place != SignaturePlace.Url || document.Text is not { Value: var text, Location: var location })
        {
            return;
        }

        var warning = text switch
        {
            ":" => "':' stands in the URLs of replies and forwarded mail (RE:, FW:); users could not open them",
            ".." or "..." or "./" or "." => $"{Quoted.Text(text)} stands in the subjects of mail and so in their URLs; what leads out of a directory never reaches the filter",
            _ when text.Contains('%') && IsEscaped(text) => "URLs are decoded before they are looked through; write the text as it is meant, without escapes",
            _ => null,
        };
        if (warning is not null)
        {
            diagnostics.Warning(location, warning);
        }
    }

    private static bool IsEscaped(string text)
    {
        var percent = text.IndexOf('%');
        return percent + 2 < text.Length && char.IsAsciiHexDigit(text[percent + 1]) && char.IsAsciiHexDigit(text[percent + 2]);
    }
}
