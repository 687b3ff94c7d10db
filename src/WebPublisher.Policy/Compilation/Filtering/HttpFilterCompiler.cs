using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Filtering;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Compilation.Filtering;

/// <summary>Compiles the key <c>httpFilter</c> of a rule or section.</summary>
internal static class HttpFilterCompiler
{
    // "GET / HTTP/1.1" and a Host field with a short name.
    private const int ShortestHeaders = 64;

    private static readonly HttpFilterPolicy Default = new();

    /// <summary>Compiles the filter; null where there is none. What has errors is reported and left out.</summary>
    public static HttpFilterPolicy? Compile(HttpFilterDocument? document, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return null;
        }

        if (document.VerifyNormalization is { Value: false } unverified)
        {
            diagnostics.Error(unverified.Location, "a path that changes when it is decoded a second time is always refused; leave verifyNormalization out");
        }

        var signatures = new SignatureCompiler(diagnostics).Compile(document.Signatures);
        var filter = new HttpFilterPolicy
        {
            MaximumHeaders = Limit(document.MaxHeaders, Default.MaximumHeaders, ShortestHeaders, diagnostics),
            MaximumBody = Limit(document.MaxBody, Default.MaximumBody, 0, diagnostics),
            MaximumUrl = Limit(document.MaxUrl, Default.MaximumUrl, 1, diagnostics),
            MaximumQuery = Limit(document.MaxQuery, Default.MaximumQuery, 0, diagnostics),
            VerifyQuery = document.VerifyQuery?.Value ?? false,
            BlockHighBit = document.BlockHighBit?.Value ?? false,
            Methods = FilterListCompiler.Methods(document.Methods, diagnostics),
            Extensions = FilterListCompiler.Extensions(document.Extensions, diagnostics),
            DeniedRequestHeaders = FilterListCompiler.Fields(document.Headers?.Request, diagnostics),
            DeniedResponseHeaders = FilterListCompiler.Fields(document.Headers?.Response, diagnostics),
            Url = SignatureSet.Of(signatures.Where(s => s.Place == SignaturePlace.Url)),
            RequestHeaders = SignatureCompiler.ByField(signatures, SignaturePlace.RequestHeaders),
            RequestBody = SignatureSet.Of(signatures.Where(s => s.Place == SignaturePlace.RequestBody)),
            ResponseHeaders = SignatureCompiler.ByField(signatures, SignaturePlace.ResponseHeaders),
            ResponseBody = SignatureSet.Of(signatures.Where(s => s.Place == SignaturePlace.ResponseBody)),
            BlockWindowsExecutables = document.BlockWindowsExecutables?.Value ?? false,
        };
        return document.Enabled?.Value ?? true ? filter : null;
    }

    private static long? Limit(Located<ByteLimit>? written, long? otherwise, long least, DiagnosticList diagnostics)
    {
        if (written is not { } limit)
        {
            return otherwise;
        }

        if (limit.Value.Maximum < least)
        {
            diagnostics.Error(limit.Location, $"{Quoted.Bare(new ByteSize(limit.Value.Maximum.Value).ToString())} lets no request pass; it must be {least} or more, or none");
        }

        return limit.Value.Maximum;
    }
}
